import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempHome } from '../../../test/support/temp-home.ts';
import { fileSettingsStore } from './file-store.ts';
import { openSettings } from './settings.ts';

const open = (path: string) => openSettings(fileSettingsStore(path));

test('settings have defaults, are kept over a restart, and can be reset', () => {
  const path = join(tempHome(), 'settings.json');
  const settings = open(path);
  expect(settings.get()).toMatchObject({ theme: 'system', logDays: 14 });
  settings.update({ theme: 'dark', logDays: 3 });
  expect(open(path).get()).toMatchObject({ theme: 'dark', logDays: 3 });
  open(path).reset(['theme']);
  expect(open(path).get()).toMatchObject({ theme: 'system', logDays: 3 });
});

test('unknown and malformed values are set aside, kept in the file, and not fatal', () => {
  const path = join(tempHome(), 'settings.json');
  writeFileSync(path, '{"theme": 7, "logDays": 3, "ofALaterVersion": [1], "__proto__": {"logDays": 1}}');
  const settings = open(path);
  expect(settings.get()).toMatchObject({ theme: 'system', logDays: 3 });
  expect(settings.setAside().toSorted()).toEqual(['__proto__', 'ofALaterVersion', 'theme']);
  settings.update({ logDays: 4 });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    theme: 7,
    logDays: 4,
    ofALaterVersion: [1],
  });
  settings.update({ theme: 'light' });
  expect(open(path).setAside()).not.toContain('theme');
});

test.each(['', '{"theme":', '[]', 'null', '\u0000\u0001'])(
  'a file of %j is kept beside and replaced by defaults',
  (content) => {
    const home = tempHome();
    const path = join(home, 'settings.json');
    writeFileSync(path, content);
    expect(open(path).get().theme).toBe('system');
    const kept = readdirSync(home).filter((name) => name.includes('malformed'));
    expect(kept.map((name) => readFileSync(join(home, name), 'utf8'))).toEqual([content]);
    expect(existsSync(path)).toBe(false);
  },
);

test('a change is told once, after it was written', () => {
  const path = join(tempHome(), 'settings.json');
  const settings = open(path);
  const heard: string[] = [];
  const stop = settings.onChange(({ theme }) => {
    heard.push(`${theme} ${(JSON.parse(readFileSync(path, 'utf8')) as { theme: string }).theme}`);
  });
  settings.update({ theme: 'dark' });
  stop();
  settings.update({ theme: 'light' });
  expect(heard).toEqual(['dark dark']);
});
