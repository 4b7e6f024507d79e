import { useState } from 'react';
import type { Settings } from '../../../src-main/contract/settings.ts';
import type { TranscribeOptions } from '../../../src-main/contract/transcripts.ts';
import { useSettings } from '../../app/context.ts';
import { modelInUse, nameTestModel } from '../models/in-use.ts';
import { useModels } from '../models/use-models.ts';
import type { Choices } from './ChoiceFields.tsx';

function fromSettings(settings: Settings | null): Choices {
  return {
    modelId: settings?.speechModel ?? '',
    language: settings?.speechLanguage ?? 'auto',
    translate: settings?.speechTranslate ?? false,
    skipSilence: settings?.skipSilence ?? true,
    beamSize: settings?.beamSize ?? 1,
  };
}

/** They begin as the settings have them. `options`: what to ask for; which model is best is left to the core. */
export function useChoices() {
  const settings = useSettings((state) => state.settings);
  const [choices, setChoices] = useState(() => fromSettings(settings));
  const best = modelInUse(useModels(), '');
  const { modelId, ...rest } = choices;
  const options: TranscribeOptions = {
    ...rest,
    ...(modelId === '' ? nameTestModel(best) : { modelId }),
  };
  return {
    choices,
    options,
    change(change: Partial<Choices>) {
      setChoices((before) => ({ ...before, ...change }));
    },
  };
}
