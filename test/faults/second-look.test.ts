import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createMeetings } from '../../src-main/features/meetings/changes.ts';
import { fileSettingsStore } from '../../src-main/features/settings/file-store.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { makeFolder } from '../../src-main/storage/files.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { serveOverLoopback } from '../support/loopback-client.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';

test('what a person keeps in the folder is left alone, whatever it is called', () => {
  const home = tempHome();
  writeFileSync(join(home, 'thesis.partial.docx'), 'mine');
  mkdirSync(join(home, 'settings.json.partial'));
  writeFileSync(join(home, 'window.json.partial'), 'ours');
  const library = openLibrary({ home, migrations });
  expect(library.status.state).toBe('open');
  library.close();
  expect(readdirSync(home)).toContain('thesis.partial.docx');
  expect(readdirSync(home)).not.toContain('window.json.partial');
});

test('a restore that is cut off after its first move takes the write-ahead log along at the next start', () => {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  const { name } = library.backUp('manual');
  createMeetings(library.db, [{ title: 'after the backup' }]);
  library.close();
  // As a kill leaves it: the file moved, its log not yet, the copy ready.
  writeFileSync(join(home, 'library.db-wal'), 'what was in the log');
  renameSync(join(home, 'library.db'), join(home, 'moved.db'));
  renameSync(join(home, 'backups', name), join(home, 'library.restoring.db'));
  const again = openLibrary({ home, migrations });
  expect(again.status.state).toBe('open');
  expect(again.db.get('SELECT count(*) AS n FROM meetings')).toEqual({ n: 0 });
  again.close();
  const aside = readdirSync(home).find((entry) => entry.startsWith('set-aside-')) ?? '';
  expect(readdirSync(join(home, aside))).toEqual(['library.db-wal']);
});

test('a backup that holds no library is refused, and the library stays as it is', () => {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  createMeetings(library.db, [{ title: 'kept' }]);
  const folder = join(home, 'backups');
  mkdirSync(folder);
  writeFileSync(join(folder, 'daily-20260101T000000000Z.db'), '');
  const hollow = openDatabase(join(folder, 'daily-20260102T000000000Z.db'));
  hollow.exec('PRAGMA application_id = 0x4d4d6d6f; PRAGMA user_version = 1');
  hollow.close();
  symlinkSync(join(home, 'nowhere'), join(folder, 'daily-20260103T000000000Z.db'));
  expect(library.backups().map(({ name }) => name.slice(0, 14))).toEqual([
    'daily-20260102',
    'daily-20260101',
  ]);
  for (const { name } of library.backups()) {
    expect(() => library.restore(name)).toThrow(expect.objectContaining({ code: 'library_damaged' }));
  }
  expect(library.db.get('SELECT title FROM meetings')).toEqual({ title: 'kept' });
  library.close();
});

test.skipIf(process.platform === 'win32')('nobody else may read the library, its log and its copies', () => {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  createMeetings(library.db, [{ title: 'private' }]);
  const { name } = library.backUp('manual');
  for (const file of ['library.db', 'library.db-wal', 'library.lock', join('backups', name)]) {
    expect([file, existsSync(join(home, file)) && statSync(join(home, file)).mode & 0o077]).toEqual([
      file,
      0,
    ]);
  }
  library.close();
});

test('a refused socket that is kept half open does not keep the host from closing', async () => {
  const core = openTestCore();
  const { server, close } = await serveOverLoopback(core);
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  socket.write('GET /rpc HTTP/1.1\r\nHost: wrong\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await once(socket, 'data');
  const silent = connect({ port: server.port, host: '127.0.0.1' });
  await once(silent, 'connect');
  await close();
  socket.destroy();
  silent.destroy();
});

test('a client that asks for much at once takes turns with the others', async () => {
  const core = openTestCore();
  const { connections, close } = await serveOverLoopback(core, 2);
  const [busy, other] = connections;
  if (!busy || !other) throw new Error('No connections');
  await Promise.all([busy.api.diagnostics.health(), other.api.diagnostics.health()]);
  let answered = 0;
  const flood = Array.from({ length: 900 }, () => busy.api.meetings.list().then(() => (answered += 1)));
  await Promise.race(flood);
  await other.api.diagnostics.health();
  expect(answered).toBeLessThan(900);
  await Promise.all(flood);
  await close();
});

test('a rollback journal that a kill left behind is rolled back at the next start', async () => {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  createMeetings(
    library.db,
    Array.from({ length: 50 }, (_, index) => ({ title: `kept ${index}`, notes: 'x'.repeat(5000) })),
  );
  library.close();
  const script = `
    const db = require('better-sqlite3')(process.argv[1]);
    db.pragma('journal_mode = DELETE');
    db.pragma('cache_size = 1');
    db.exec("BEGIN; UPDATE meetings SET title = 'half done', notes = notes || 'y'");
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['-e', script, join(home, 'library.db')], { stdio: 'inherit' });
  await once(child, 'exit');
  expect(statSync(join(home, 'library.db-journal')).size).toBeGreaterThan(0);
  const again = openLibrary({ home, migrations });
  expect(again.status.state).toBe('open');
  expect(again.db.get(`SELECT count(*) AS n FROM meetings WHERE title LIKE 'kept%'`)).toEqual({ n: 50 });
  again.close();
});

test('a library file that is gone while there are backups is no new library', () => {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  createMeetings(library.db, [{ title: 'kept' }]);
  const { name } = library.backUp('manual');
  library.close();
  renameSync(join(home, 'library.db'), join(home, 'elsewhere.db'));
  const again = openLibrary({ home, migrations });
  expect(again.status).toMatchObject({ state: 'unusable', code: 'library_damaged' });
  expect(again.restore(name)).toMatchObject({ state: 'open' });
  expect(again.db.get('SELECT title FROM meetings')).toEqual({ title: 'kept' });
  again.close();
});

test.each<[string, (file: string) => void, boolean]>([
  [
    'a link to the file',
    (file) => {
      renameSync(file, `${file}.elsewhere`);
      symlinkSync(`${file}.elsewhere`, file);
    },
    true,
  ],
  [
    'a link to nothing',
    (file) => {
      renameSync(file, `${file}.elsewhere`);
      symlinkSync(`${file}.nowhere`, file);
    },
    true,
  ],
  [
    'a pipe',
    (file) => {
      renameSync(file, `${file}.elsewhere`);
      execFileSync('mkfifo', [file]);
    },
    false,
  ],
  [
    'a folder',
    (file) => {
      renameSync(file, `${file}.elsewhere`);
      mkdirSync(file);
    },
    false,
  ],
])('%s is refused as the library, and a backup takes its place', (_what, change, canBeRead) => {
  const home = tempHome();
  const file = join(home, 'library.db');
  const library = openLibrary({ home, migrations });
  createMeetings(library.db, [{ title: 'kept' }]);
  const { name } = library.backUp('manual');
  library.close();
  change(file);
  const again = openLibrary({ home, migrations });
  expect(again.status).toMatchObject({ state: 'unusable', code: 'library_unusable' });
  expect(readdirSync(home).filter((entry) => entry.startsWith('library.db-'))).toEqual([]);
  if (canBeRead) again.salvage();
  else expect(() => again.salvage()).toThrow('no file');
  expect(again.restore(name)).toMatchObject({ state: 'open' });
  expect(again.db.get('SELECT title FROM meetings')).toEqual({ title: 'kept' });
  expect(lstatSync(file).isFile()).toBe(true);
  expect(existsSync(`${file}.elsewhere`)).toBe(true);
  again.close();
});

test('a start that is refused as busy leaves the logs alone', () => {
  const home = tempHome();
  const first = openTestCore(home);
  const old = new Date(Date.now() - 100 * 24 * 60 * 60 * 1000);
  const kept = join(home, 'logs', 'log-000000000aaaaa.jsonl');
  writeFileSync(kept, '{}\n');
  utimesSync(kept, old, old);
  expect(() => openTestCore(home)).toThrow();
  expect(existsSync(kept)).toBe(true);
  first.log.info('library open');
});

test('with the clock set back, what a restore replaces is kept, and daily copies are made', () => {
  const home = tempHome();
  const clock = vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-11-21') });
  try {
    const library = openLibrary({ home, migrations });
    library.backUpDaily(7);
    const { name } = library.backUp('manual');
    for (let count = 0; count < 5; count += 1) library.restore(name);
    clock.setSystemTime(new Date('2026-11-21'));
    createMeetings(library.db, [{ title: 'precious' }]);
    library.restore(name);
    const replaced = library
      .backups()
      .find(({ kind, madeAt }) => kind === 'before-restore' && madeAt < Date.now() + 1000);
    library.restore(replaced?.name ?? '');
    expect(library.db.get('SELECT title FROM meetings')).toEqual({ title: 'precious' });
    for (const day of [21, 23, 25]) {
      clock.setSystemTime(new Date(`2026-12-${String(day)}T12:00:00Z`));
      library.backUpDaily(7);
    }
    expect(library.backups().filter(({ kind }) => kind === 'daily')).toHaveLength(4);
    library.close();
  } finally {
    vi.useRealTimers();
  }
});

test('a library whose backups can not be looked at is not taken for a new one', () => {
  const home = tempHome();
  const library = openLibrary({ home, migrations });
  library.close();
  renameSync(join(home, 'library.db'), join(home, 'elsewhere.db'));
  symlinkSync(join(home, 'not-mounted'), join(home, 'backups'));
  expect(openLibrary({ home, migrations }).status).toMatchObject({ code: 'library_damaged' });
});

test('a lock file that is a link is refused, and what it points to stays as it is', () => {
  const home = tempHome();
  const thesis = join(home, 'thesis.txt');
  writeFileSync(thesis, 'many words\n'.repeat(5000));
  symlinkSync(thesis, join(home, 'library.lock'));
  expect(openLibrary({ home, migrations }).status).toMatchObject({ code: 'library_unusable' });
  expect(readFileSync(thesis, 'utf8')).toBe('many words\n'.repeat(5000));
});

test('pipes in the place of settings and logs do not keep the app from starting', () => {
  const home = tempHome();
  mkdirSync(join(home, 'logs'));
  for (const name of ['settings.json', 'logs/log-zzzzzzzzz00000.jsonl'])
    execFileSync('mkfifo', [join(home, name)]);
  const core = openTestCore(home);
  core.log.info('library open');
  expect(readdirSync(home).some((name) => name.startsWith('settings.malformed-'))).toBe(true);
});

test('marks without end on a letter do not make a search wait', async () => {
  const { api } = openTestCore().connect();
  await api.meetings.create({
    title: 'x',
    notes: `a${'\u0300'.repeat(200_000)}${'\u0316'.repeat(200_000)}b`,
  });
  await api.meetings.create({ title: 'y', notes: 'plain budget' });
  const { items } = await api.search.find({ text: 'budget' });
  expect(items.map(({ meeting }) => meeting.title)).toEqual(['y']);
});

test('an input nested too deep to be sent is refused, also before the connection is open', async () => {
  const { api } = openTestCore().connect();
  let deep: unknown = 1;
  for (let count = 0; count < 1_000_000; count += 1) deep = [deep];
  await expect(api.meetings.create({ title: deep as string })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('a library file that is taken away under the running app takes no more writes, and a backup holds all', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  await api.meetings.create({ title: 'before' });
  renameSync(join(home, 'library.db'), join(home, 'taken.db'));
  await expect(api.meetings.create({ title: 'after' })).rejects.toMatchObject({ code: 'library_moved' });
  writeFileSync(join(home, 'library.db'), 'another file');
  await expect(api.meetings.create({ title: 'after' })).rejects.toMatchObject({ code: 'library_moved' });
  const { name } = await api.library.backUp({});
  const copy = openDatabase(join(home, 'backups', name), { readonly: true });
  expect(copy.all('SELECT title FROM meetings')).toEqual([{ title: 'before' }]);
  copy.close();
  rmSync(join(home, 'library.db'));
  renameSync(join(home, 'taken.db'), join(home, 'library.db'));
  await expect(api.meetings.create({ title: 'after' })).resolves.toMatchObject({ title: 'after' });
});

test('a call larger than the host takes fails alone, and the connection stays', async () => {
  const { connections, close } = await serveOverLoopback(openTestCore());
  const api = connections[0]?.api ?? expect.fail('There is no connection.');
  const tooLong = { title: 'long', notes: 'x'.repeat(17 * 1024 * 1024) };
  await expect(api.meetings.create(tooLong)).rejects.toMatchObject({ code: 'too_large' });
  await expect(api.meetings.create({ title: 'short' })).resolves.toMatchObject({ title: 'short' });
  await close();
});

test.skipIf(process.platform !== 'linux')('a folder where none can be made is refused at once', () => {
  expect(() => {
    makeFolder('/proc/meetmemo/library');
  }).toThrow(expect.objectContaining({ code: 'library_unusable' }));
});

test('a library folder that is a link to nowhere is said to be so', async () => {
  const home = join(tempHome(), 'link');
  symlinkSync(join(home, '..', 'nowhere'), home);
  const { api } = openTestCore(home).connect();
  await expect(api.meetings.list({})).rejects.toMatchObject({ code: 'library_unusable' });
  const { parts } = await api.diagnostics.readiness({});
  expect(parts).toContainEqual(
    expect.objectContaining({ part: 'library', ready: false, code: 'library_unusable' }),
  );
});

test('what is deleted for good leaves no page behind while the library stays open', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const { id } = await api.meetings.create({ title: 'needle', notes: 'needle '.repeat(5000) });
  await api.meetings.trash({ ids: [id] });
  const holds = () =>
    ['library.db', 'library.db-wal'].filter((name) => readFileSync(join(home, name)).includes('needle'));
  expect(holds()).not.toEqual([]);
  await api.meetings.purge({ ids: [id] });
  expect(holds()).toEqual([]);
});

test('answers of many megabytes reach a client that reads them, however fast they come', async () => {
  const core = openTestCore();
  const { connections, close } = await serveOverLoopback(core);
  const api = connections[0]?.api ?? expect.fail('There is no connection.');
  const notes = 'x'.repeat(1_900_000);
  const { id } = await api.meetings.create({ title: 'large', notes });
  const answers = await Promise.all(Array.from({ length: 30 }, () => api.meetings.get({ id })));
  expect(answers.map((answer) => answer.notes.length)).toEqual(
    Array.from({ length: 30 }, () => notes.length),
  );
  await close();
});

test('a settings file with a mark before its text is read', () => {
  const home = tempHome();
  writeFileSync(join(home, 'settings.json'), '\uFEFF{"theme": "dark"}');
  expect(fileSettingsStore(join(home, 'settings.json')).read()).toEqual({ theme: 'dark' });
});
