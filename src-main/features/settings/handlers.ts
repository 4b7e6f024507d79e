import type { AllHandlers } from '../../contract/index.ts';
import { settingNames } from '../../contract/settings.ts';
import type { CurrentSettings } from './settings.ts';

export function settingsHandlers(settings: CurrentSettings): AllHandlers['settings'] {
  return {
    get: () => ({ settings: settings.get(), setAside: settings.setAside() }),
    update: (patch) =>
      settings.update(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))),
    reset: ({ names }) => settings.reset(names ?? settingNames),
  };
}
