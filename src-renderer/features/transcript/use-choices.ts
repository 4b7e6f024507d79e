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

/** They begin as the settings have them. `options`: what to ask for; which model is best is left to the core. */
export function useChoices() {
  const settings = useSettings((state) => state.settings);
  const models = useModels();
  const [choices, setChoices] = useState(() => fromSettings(settings, models));
  const { modelId, ...rest } = choices;
  const options: TranscribeOptions = { ...rest, ...(modelId !== '' && { modelId }) };
  return {
    choices,
    options,
    change(change: Partial<Choices>) {
      setChoices((before) => ({ ...before, ...change }));
    },
  };
}
