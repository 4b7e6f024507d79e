import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';

function homeWith(settings: string | Buffer): { home: string; file: string } {
  const home = tempHome();
  const file = join(home, 'settings.json');
  writeFileSync(file, settings);
  return { home, file };
}

const stored = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

test('values that are unknown or malformed are set aside, named, and kept; the good ones are used', async () => {
  const { home, file } = homeWith(
    '{"theme":5,"logLevel":"debug","logDays":-1,"flags":{"profiler":"yes"},"colour":{"of":"walls"},"__proto__":{"theme":"dark"},"constructor":1}',
  );
  const core = openTestCore(home);
  const { api } = core.connect();
  const { settings, setAside } = await api.settings.get();
  expect(settings).toMatchObject({ theme: 'system', logLevel: 'debug', logDays: 14, flags: {} });
  expect([...setAside].sort()).toEqual(['__proto__', 'colour', 'constructor', 'flags', 'logDays', 'theme']);
  expect((await api.logs.list({ level: 'warn', text: 'settings set aside' })).items).toHaveLength(1);

  await api.settings.update({ language: 'de' });
  const kept = stored(file);
  expect(kept).toMatchObject({
    theme: 5,
    logDays: -1,
    colour: { of: 'walls' },
    flags: { profiler: 'yes' },
    language: 'de',
  });
  expect(Object.hasOwn(kept, '__proto__')).toBe(true);

  // A good value takes the place of a bad one, and only that.
  await api.settings.update({ theme: 'dark' });
  expect(stored(file)).toMatchObject({ theme: 'dark', logDays: -1, colour: { of: 'walls' } });
  await api.flags.set({ id: 'profiler', on: true });
  expect((await api.settings.get()).setAside).not.toContain('flags');
  await core.close();
  expect((await openTestCore(home).connect().api.settings.get()).settings).toMatchObject({
    theme: 'dark',
    language: 'de',
  });
});

test.each([
  ['nothing', ''],
  ['a half', '{"theme":"da'],
  ['a list', '[]'],
  ['a word', '"dark"'],
  ['null', 'null'],
  ['zeros, as a power cut leaves them', Buffer.alloc(4096)],
  ['junk', Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x7b])],
])('a settings file that holds %s is kept under another name, and the app starts', async (_name, content) => {
  const { home, file } = homeWith(content);
  const core = openTestCore(home);
  const { api } = core.connect();
  expect((await api.settings.get()).settings.theme).toBe('system');
  await api.settings.update({ theme: 'dark' });
  expect(stored(file)).toEqual({ theme: 'dark' });
  const aside = readdirSync(home).filter((name) => name.includes('malformed'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(home, aside[0] ?? '')).equals(Buffer.from(content))).toBe(true);
});

test('a settings file that was being written when the power went is no trouble', async () => {
  const { home, file } = homeWith('{"theme":"dark"}');
  writeFileSync(`${file}.partial`, '{"th');
  const { api } = openTestCore(home).connect();
  expect((await api.settings.get()).settings.theme).toBe('dark');
  await api.settings.update({ theme: 'light' });
  expect(stored(file)).toEqual({ theme: 'light' });
});

test('a folder in the place of the settings file: the app starts, and a change is kept or refused, not lost in silence', async () => {
  const home = tempHome();
  mkdirSync(join(home, 'settings.json', 'inner'), { recursive: true });
  const core = openTestCore(home);
  const { api } = core.connect();
  expect((await api.settings.get()).settings.theme).toBe('system');
  const outcome = await api.settings.update({ theme: 'dark' }).then(
    () => 'kept',
    (error: unknown) => (error as { code: string }).code,
  );
  expect(['kept', 'library_unusable']).toContain(outcome);
  expect((await api.settings.get()).settings.theme).toBe(outcome === 'kept' ? 'dark' : 'system');
  await core.close();
  expect((await openTestCore(home).connect().api.settings.get()).settings.theme).toBe(
    outcome === 'kept' ? 'dark' : 'system',
  );
});
