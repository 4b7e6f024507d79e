import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTestCore } from '../support/open-test-core.ts';
import { meetmemoEntry, startProgram } from '../support/program.ts';
import { nanoModel } from '../support/sample.ts';
import { tempHome } from '../support/temp-home.ts';

/** Root may do anything; without these two rights the modes of files count for it as for anyone. */
const asAnyone = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];
const isRoot = process.getuid?.() === 0;
const under = isRoot ? asAnyone : [];

function whyNot(): string | undefined {
  if (process.platform === 'win32') return 'Windows has no file modes';
  if (!isRoot) return undefined;
  const { status, error, stderr } = spawnSync('setpriv', [...asAnyone.slice(1), 'true'], {
    encoding: 'utf8',
  });
  return status === 0
    ? undefined
    : `this is root, and it can not drop its rights: ${error?.message ?? stderr}`;
}

const reason = whyNot();
if (reason !== undefined) console.warn(`Skipped: ${reason}`);

async function meetmemo(home: string, method: string, input = '{}') {
  const program = startProgram(meetmemoEntry, ['--home', home, 'call', method, input], { under });
  const { status } = await program.ended;
  const text = status === 0 ? program.lines.join('\n') : program.stderr();
  return { status, answer: JSON.parse(text) as Record<string, unknown> };
}

function withMode(path: string, mode: number): void {
  chmodSync(path, mode);
  onTestFinished(() => {
    chmodSync(path, 0o700);
  });
}

async function makeLibrary(): Promise<string> {
  const home = join(tempHome(), 'library');
  const core = openTestCore(home);
  await core.connect().api.meetings.create({ title: 'kept' });
  await core.close();
  return home;
}

describe.skipIf(reason !== undefined)('without the right to', () => {
  test.each([
    ['write in the folder', '.', 0o500],
    ['enter the folder', '.', 0o000],
    ['read the library file', 'library.db', 0o000],
    ['read the lock file', 'library.lock', 0o000],
  ])('%s, it starts, says library_unusable and changes nothing', async (_name, path, mode) => {
    const home = await makeLibrary();
    withMode(join(home, path), mode);
    const { status, answer } = await meetmemo(home, 'library.status');
    expect(answer, JSON.stringify(answer)).toMatchObject({ state: 'unusable', code: 'library_unusable' });
    expect(status).toBe(0);
    expect(await meetmemo(home, 'meetings.list')).toMatchObject({
      status: 1,
      answer: { code: 'library_unusable' },
    });
    expect(await meetmemo(home, 'meetings.create', '{"title":"x"}')).toMatchObject({
      status: 1,
      answer: { code: 'library_unusable' },
    });
    expect((await meetmemo(home, 'diagnostics.health')).status).toBe(0);
    chmodSync(join(home, path), 0o700);
    expect(await meetmemo(home, 'meetings.count')).toMatchObject({ status: 0, answer: { count: 1 } });
  });

  test('write the library file, it can be read and not changed', async () => {
    const home = await makeLibrary();
    withMode(join(home, 'library.db'), 0o400);
    expect(await meetmemo(home, 'meetings.count')).toMatchObject({ status: 0, answer: { count: 1 } });
    expect(await meetmemo(home, 'meetings.create', '{"title":"x"}')).toMatchObject({
      status: 1,
      answer: { code: 'library_unusable' },
    });
    chmodSync(join(home, 'library.db'), 0o600);
    expect(await meetmemo(home, 'meetings.count')).toMatchObject({ status: 0, answer: { count: 1 } });
  });

  test('make a folder where the library is to be, it says so', async () => {
    const parent = tempHome();
    withMode(parent, 0o500);
    const { answer } = await meetmemo(join(parent, 'library'), 'library.status');
    expect(answer).toMatchObject({ code: 'library_unusable' });
  });

  test('write in the backups, a backup is refused and the library goes on', async () => {
    const home = await makeLibrary();
    mkdirSync(join(home, 'backups'));
    withMode(join(home, 'backups'), 0o500);
    expect(await meetmemo(home, 'library.backUp')).toMatchObject({
      status: 1,
      answer: { code: 'library_unusable' },
    });
    expect(await meetmemo(home, 'meetings.count')).toMatchObject({ status: 0, answer: { count: 1 } });
  });

  test('write in the logs, all goes on, and the entries are counted', async () => {
    const home = await makeLibrary();
    for (const name of readdirSync(join(home, 'logs'))) withMode(join(home, 'logs', name), 0o400);
    withMode(join(home, 'logs'), 0o500);
    expect((await meetmemo(home, 'meetings.create', '{"title":"x"}')).status).toBe(0);
    const { answer } = await meetmemo(home, 'diagnostics.metrics');
    const counters = answer.counters as { name: string; value: number }[];
    expect(counters.find(({ name }) => name === 'log entries dropped')?.value).toBeGreaterThan(0);
  });

  test('read a model file, or write among the models, an import is refused and leaves nothing', async () => {
    const home = await makeLibrary();
    const path = join(tempHome(), 'model.bin');
    const bytes = readFileSync(nanoModel);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, -1), Buffer.of(1)]));
    withMode(path, 0o000);
    const importIt = () => meetmemo(home, 'models.importFile', JSON.stringify({ path }));
    expect(await importIt()).toMatchObject({ status: 1, answer: { code: 'permission_denied' } });
    chmodSync(path, 0o600);
    mkdirSync(join(home, 'models'));
    withMode(join(home, 'models'), 0o500);
    expect(await importIt()).toMatchObject({ status: 1, answer: { code: 'library_unusable' } });
    expect(readdirSync(join(home, 'models'))).toEqual([]);
    chmodSync(join(home, 'models'), 0o700);
    expect(await importIt()).toMatchObject({ status: 0, answer: { isInstalled: true } });
  });

  test('read the settings file, it starts with the defaults, and what the file holds is not lost by a change', async () => {
    const home = await makeLibrary();
    const file = join(home, 'settings.json');
    writeFileSync(file, '{"theme":"dark","logDays":30}');
    withMode(file, 0o000);
    expect(await meetmemo(home, 'settings.get')).toMatchObject({
      status: 0,
      answer: { settings: { theme: 'system' } },
    });
    await meetmemo(home, 'settings.update', '{"language":"de"}');
    const texts = readdirSync(home)
      .filter((name) => name.startsWith('settings'))
      .map((name) => {
        chmodSync(join(home, name), 0o600);
        return readFileSync(join(home, name), 'utf8');
      });
    expect(texts.join('\n')).toContain('"logDays":30');
  });
});
