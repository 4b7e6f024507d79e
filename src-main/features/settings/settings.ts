import * as v from 'valibot';
import { settingNames, settingSchemas, type SettingName, type Settings } from '../../contract/settings.ts';
import { listeners } from '../../rpc/port.ts';
import type { Unsubscribe } from '../../rpc/define.ts';
import type { SettingsStore } from './file-store.ts';

export interface CurrentSettings {
  get(): Settings;
  /** Stored values that are unknown or malformed. They stay in the file, unused, until a good one takes their place. */
  setAside(): string[];
  update(changes: Partial<Settings>): Settings;
  reset(names: readonly SettingName[]): Settings;
  onChange(listener: (settings: Settings) => void): Unsubscribe;
}

export function openSettings(store: SettingsStore): CurrentSettings {
  const changed = listeners<Settings>();
  let stored = store.read();
  let current: Settings;
  let setAside: string[];

  function take(values: Record<string, unknown>): void {
    stored = values;
    setAside = Object.keys(values).filter((name) => !(settingNames as string[]).includes(name));
    const good = settingNames.map((name) => {
      const schema: v.GenericSchema = settingSchemas[name];
      const parsed = v.safeParse(schema, Object.hasOwn(values, name) ? values[name] : undefined);
      if (!parsed.success) setAside.push(name);
      return [name, parsed.success ? parsed.output : v.parse(schema, undefined)];
    });
    current = Object.fromEntries(good) as Settings;
  }

  function save(values: Record<string, unknown>): Settings {
    store.write(values);
    take(values);
    changed.tell(current);
    return current;
  }

  take(stored);
  return {
    get: () => current,
    setAside: () => setAside,
    update: (changes) => save({ ...stored, ...changes }),
    reset: (names) =>
      save(
        Object.fromEntries(Object.entries(stored).filter(([name]) => !(names as string[]).includes(name))),
      ),
    onChange: (listener) => changed.add(listener),
  };
}
