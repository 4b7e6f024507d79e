import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileSettingsStore } from '../../src-main/features/settings/file-store.ts';
import { openSettings } from '../../src-main/features/settings/settings.ts';
import { electronSettingsStore } from '../../src-main/hosts/electron/settings-store.ts';

/** The real electron-store, on a stand-in for the three parts of Electron that it takes for itself. */
const ipcMain = new EventEmitter();
const parts = { ipcMain, app: { getPath: () => '/nowhere', getVersion: () => '1.2.3' }, shell: {} };
Object.assign(globalThis, { partsForElectronStore: parts });
const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'data:text/javascript,export default globalThis.partsForElectronStore', shortCircuit: true }
      : next(specifier, context),
});
const { default: Store } = await import('electron-store');
hooks.deregister();

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meetmemo-settings-'));
  path = join(folder, 'settings.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = () => electronSettingsStore({ Store, ipcMain }, path);
const values = { theme: 'dark', flags: { profiler: true }, fromTheFuture: [1, { deep: null }] };

describe('one file for all hosts', () => {
  test('what one store writes, the other reads', () => {
    open().write(values);
    expect(fileSettingsStore(path).read()).toEqual(values);
    const changed = { ...values, theme: 'light' };
    fileSettingsStore(path).write(changed);
    expect(open().read()).toEqual(changed);
  });

  test('an open store sees what another wrote meanwhile', () => {
    const store = open();
    store.write(values);
    fileSettingsStore(path).write({ theme: 'light' });
    expect(store.read()).toEqual({ theme: 'light' });
  });

  test('the file holds the values, no keys of the store’s own, for this person alone', () => {
    open().write(values);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(values);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test('what is left out is removed', () => {
    open().write(values);
    open().write({ theme: 'dark' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ theme: 'dark' });
  });

  test('names with dots or of prototypes are names', () => {
    const odd = JSON.parse('{"a.b":1,"__proto__":{"polluted":true},"constructor":2}') as Record<
      string,
      unknown
    >;
    writeFileSync(path, JSON.stringify(odd));
    expect(Object.entries(open().read())).toEqual(
      expect.arrayContaining([
        ['a.b', 1],
        ['constructor', 2],
      ]),
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('the settings of the core work on it', () => {
    const settings = openSettings(open());
    settings.update({ theme: 'dark' });
    expect(openSettings(fileSettingsStore(path)).get().theme).toBe('dark');
  });
});

describe('a file that holds no settings', () => {
  test('is not made by reading', () => {
    expect(open().read()).toEqual({});
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['', '{', '[]', 'null', '"text"', '\u0000'])('is set aside when it holds %j', (text) => {
    writeFileSync(path, text);
    const store = open();
    expect(store.read()).toEqual({});
    store.write({ theme: 'dark' });
    expect(store.read()).toEqual({ theme: 'dark' });
    const aside = readdirSync(folder).filter((name) => name.startsWith('settings.malformed-'));
    expect(aside.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([text]);
  });

  test('is set aside when it comes to be so while the app runs', () => {
    const store = open();
    store.write(values);
    writeFileSync(path, '{ "theme": ');
    expect(store.read()).toEqual({});
  });

  test('is none when it is a folder', () => {
    mkdirSync(path);
    expect(open().read()).toEqual({});
  });
});

test('no renderer is told where the files lie', () => {
  open().write(values);
  expect(ipcMain.listenerCount('electron-store-get-data')).toBe(0);
});
