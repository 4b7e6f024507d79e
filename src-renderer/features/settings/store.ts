import { createStore } from 'zustand';
import type { Flag, FlagId } from '../../../src-main/contract/flags.ts';
import {
  settingNames,
  type SettingName,
  type Settings,
  type SettingsPatch,
} from '../../../src-main/contract/settings.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { Toasts } from '../toasts/store.ts';

interface SettingsState {
  settings: Settings | null;
  setAside: readonly string[];
  flags: Partial<Record<FlagId, Flag>>;
}

/** Not chosen in the settings: switches of experiments, and what the app remembers. */
const remembered: readonly SettingName[] = ['flags', 'tourSeen', 'queuePaused', 'exportChoices'];

export function createSettings(api: Api, toasts: Toasts) {
  const store = createStore<SettingsState>(() => ({ settings: null, setAside: [], flags: {} }));

  const putFlag = (flag: Flag) => {
    store.setState(({ flags }) => ({ flags: { ...flags, [flag.id]: flag } }));
  };
  api.settings.changed((settings) => {
    store.setState({ settings });
  });
  api.flags.changed(putFlag);

  return {
    store,
    async load() {
      const [{ settings, setAside }, { flags }] = await Promise.all([api.settings.get(), api.flags.list()]);
      store.setState({ settings, setAside });
      flags.forEach(putFlag);
    },
    async update(patch: SettingsPatch) {
      const { settings } = store.getState();
      try {
        store.setState({ settings: await api.settings.update(patch) });
        toasts.succeeded('settings');
      } catch (error) {
        store.setState({ settings });
        toasts.failed(error, 'settings');
      }
    },
    /** All that is chosen in the settings, with the way back. */
    async reset() {
      const { settings: before } = store.getState();
      if (!before) return;
      const { flags: _flags, ...changeable } = before;
      const names = settingNames.filter((name) => !remembered.includes(name));
      const work = api.settings.reset({ names });
      const wayBack = { ids: [], outlivesThem: true, run: () => api.settings.update(changeable) };
      try {
        await toasts.doing(text('settings.wasReset'), work, wayBack);
        toasts.succeeded('settings');
      } catch (error) {
        toasts.failed(error, 'settings');
      }
    },
    async setFlag(id: FlagId, on: boolean) {
      const { [id]: before } = store.getState().flags;
      if (before) putFlag({ ...before, on });
      try {
        putFlag(await api.flags.set({ id, on }));
        toasts.succeeded(id);
      } catch (error) {
        if (before) putFlag(before);
        toasts.failed(error, id);
      }
    },
  };
}
