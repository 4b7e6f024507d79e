import { useState } from 'react';
import type { Model } from '../../../src-main/contract/models.ts';
import type { Settings } from '../../../src-main/contract/settings.ts';
import type { TranscribeOptions } from '../../../src-main/contract/transcripts.ts';
import { useSettings } from '../../app/context.ts';
import { useModels } from '../models/use-models.ts';
import { fitted } from '../speech/languages.ts';
import type { Choices } from './ChoiceFields.tsx';

function fromSettings(settings: Settings | null, models: readonly Model[]): Choices {
  const modelId = settings?.speechModel ?? '';
  const language = settings?.speechLanguage ?? 'auto';
  return {
    modelId,
    ...fitted(models, modelId, { language, translate: settings?.speechTranslate ?? false }),
    skipSilence: settings?.skipSilence ?? true,
    beamSize: settings?.beamSize ?? 1,
  };
}

/**
 * They begin as the settings have them. `options`: what to ask for; which model is best is left to the core.
 * `best`: what it would take then; without it nothing can begin before one is chosen.
 */
export function useChoices(best: Model | undefined) {
  const settings = useSettings((state) => state.settings);
  const models = useModels();
  const [choices, setChoices] = useState(() => fromSettings(settings, models));
  const { modelId, ...rest } = choices;
  // What the settings name may be gone.
  const chosen = models.find(({ id, isInstalled }) => isInstalled && id === modelId);
  const options: TranscribeOptions = { ...rest, ...(chosen && { modelId }) };
  const model = chosen ?? best;
  return {
    choices,
    options,
    /** The one that it will be. */
    model,
    canStart: model !== undefined,
    change(change: Partial<Choices>) {
      setChoices((before) => ({ ...before, ...change }));
    },
  };
}
