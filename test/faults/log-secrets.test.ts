import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Api } from '../../src-main/contract/index.ts';
import { encode } from '../../src-main/rpc/codec.ts';
import { overwritePages } from '../support/damage.ts';
import { connectSocket, enter, openSocket, type Session } from '../support/loopback-client.ts';
import { childrenOf } from '../support/processes.ts';
import { meetmemoEntry, startProgram } from '../support/program.ts';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { tempHome } from '../support/temp-home.ts';

const server = join(import.meta.dirname, '../support/loopback-program.ts');

/** Words that occur nowhere else, in the shape of a name, which a filter for odd signs would let through. */
const secrets = {
  home: 'QhomeZulu',
  title: 'QtitleZulu',
  notes: 'QnotesZulu',
  tag: 'QtagZulu',
  folder: 'QfolderZulu',
  search: 'QsearchZulu',
  field: 'QfieldZulu',
  value: 'QvalueZulu',
  method: 'QmethodZulu',
  event: 'QeventZulu',
  frame: 'QframeZulu',
  path: 'QpathZulu',
  header: 'QheaderZulu',
  token: 'QtokenZulu',
  origin: 'qoriginzulu',
  setting: 'QsettingZulu',
  file: 'QfileZulu',
  cursor: 'QcursorZulu',
};

type Try = (call: Promise<unknown>) => Promise<void>;
/** What comes of a call does not matter here. */
const attempt: Try = (call) =>
  call.then(
    () => undefined,
    () => undefined,
  );

/** Calls every method with secrets in all that it takes, good and bad. */
async function callWithSecrets(api: Api): Promise<void> {
  const { title, notes, tag, folder, search, field, value, cursor, file } = secrets;
  const bad = (input: unknown) => input as never;
  const made = await api.folders.create({ name: folder }).catch(() => undefined);
  await attempt(api.folders.create({ name: folder }));
  const meeting = await api.meetings
    .create({ title, notes: `${notes} `.repeat(100), tags: [tag], folderId: made?.id ?? null })
    .catch(() => undefined);
  const id = meeting?.id ?? '00000000-0000-4000-8000-000000000000';
  await attempt(
    api.meetings.createMany({
      meetings: [
        { title, tags: [tag] },
        { title, folderId: id },
      ],
    }),
  );
  await attempt(api.meetings.update({ id, title: `${title} 2`, addTags: [`${tag}2`], ifRevision: 99 }));
  await attempt(api.meetings.update({ id, title: `${title} 2`, notes, tags: [tag] }));
  await attempt(api.meetings.updateMany({ ids: [id], patch: { removeTags: [tag], notes } }));
  for (const text of [search, `"${search}`, `%${search}`]) {
    await attempt(api.search.find({ text, filter: { tags: [tag], people: [search] } }));
    await attempt(api.searches.create({ name: `${search} ${text}`, text }));
    await attempt(api.meetings.list({ filter: { title: text, tags: [tag] } }));
    await attempt(api.logs.list({ text }));
    await attempt(api.logs.export({ format: 'json', text }));
  }
  await attempt(api.meetings.list({ cursor }));
  await attempt(api.logs.list({ cursor }));
  await attempt(api.meetings.get(bad({ id: value })));
  await attempt(api.meetings.create(bad({ title, [field]: value })));
  await attempt(api.meetings.create(bad({ title: { [field]: value } })));
  await attempt(api.meetings.create(bad(value)));
  await attempt(api.meetings.list(bad({ filter: { [field]: value } })));
  await attempt(api.meetings.purge({ ids: [id] }));
  await attempt(api.meetings.trash({ ids: [id] }));
  await attempt(api.folders.rename({ id, name: folder }));
  await attempt(api.settings.update(bad({ theme: value, [field]: value })));
  await attempt(api.flags.set(bad({ id: value, on: true })));
  await attempt(api.library.restore({ name: `${file}.db` }));
  await attempt(api.library.restore({ name: 'manual-20260101T000000000Z.db' }));
  await attempt(api.library.backUp());
  await attempt(api.library.backups());
  await attempt(api.library.salvage());
  await attempt(api.diagnostics.readiness());
  await attempt(api.diagnostics.disk());
  await attempt(api.diagnostics.metrics());
  await attempt(api.diagnostics.profile());
}

/** A request as it stands, answered or not. */
function send(port: number, path: string, headers: Record<string, string>, method = 'GET'): Promise<void> {
  return new Promise((resolve) => {
    const own = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      response.resume().on('end', resolve);
    });
    own.on('error', () => {
      resolve();
    });
    own.end(method === 'POST' ? secrets.value : undefined);
  });
}

async function knockWithSecrets(origin: string, session: Session): Promise<void> {
  const port = Number(new URL(origin).port);
  const { cookie } = session;
  const { path, header, token, value, method, event, frame } = secrets;
  for (const own of [{}, { cookie }]) {
    await send(port, `/${path}?${value}=${value}`, own);
    await send(port, `/${path}/../../${path}`, own, 'POST');
    await send(port, `/${path}`, { ...own, host: `${header}.example` });
    await send(port, `/enter?token=${token}`, {
      ...own,
      'user-agent': header,
      referer: `http://${header}/`,
      'x-own': header,
    });
    await send(port, `/${path}`, { ...own, origin: `http://${secrets.origin}.example` });
    await send(port, `/${path}`, { ...own, 'x-large': header.repeat(3000) });
  }
  await send(port, '/', { cookie: `meetmemo_${port}=${token}` });
  for (const headers of [{}, { cookie }, { cookie, origin: `http://${secrets.origin}` }]) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${path}`, { headers });
    await new Promise((resolve) => {
      socket.once('error', resolve).once('close', resolve);
    });
  }
  const trace = '0123456789abcdef';
  const messages = [
    { t: 'call', id: 1, method, input: {}, trace },
    { t: 'call', id: 1, method: `meetings.${method}`, input: { [secrets.field]: value }, trace },
    { t: 'call', id: 1, method: 'meetings.list', input: {}, trace: frame },
    { t: 'listen', event },
    { t: frame },
    frame,
  ];
  for (const message of [...messages.map((own) => encode(own)), frame, Buffer.from(frame)]) {
    const socket = await openSocket(origin, session);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const answered = new Promise((resolve) => socket.once('message', resolve));
    socket.on('error', () => undefined);
    socket.send(message);
    socket.send(frame);
    await Promise.race([closed, answered]);
    socket.terminate();
  }
}

/** All that could give a secret away, as it is, encoded or escaped. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    bytes.toString('hex'),
    bytes.toString('base64').replace(/.{0,2}=*$/, ''),
    secret.split('').reverse().join(''),
  ];
}

function expectNoSecret(what: string, text: string, more: string[] = []): void {
  const lower = text.toLowerCase();
  for (const secret of [...Object.values(secrets), ...more]) {
    for (const form of formsOf(secret)) {
      const at = lower.indexOf(form.toLowerCase());
      expect(at < 0 ? '' : text.slice(Math.max(0, at - 200), at + 100), `${secret} in ${what}`).toBe('');
    }
  }
}

function logOf(home: string): string {
  const folder = join(home, 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

function expectCleanLog(home: string, wanted: string[]): void {
  const text = logOf(home);
  expect(wanted.filter((message) => !text.includes(message))).toEqual([]);
  expectNoSecret('the log', text, [userInfo().username === 'root' ? '/root' : userInfo().username]);
  expectNoSecret('the names of the log files', readdirSync(join(home, 'logs')).join('\n'));
  // No path has a way into a line at all.
  for (const line of text.split('\n')) expect(line).not.toMatch(/[/\\](?!")/);
  expect(text).not.toContain(tmpdir());
}

async function openServer(home: string) {
  const program = startProgram(server, [home]);
  const [link = ''] = await program.printed(1);
  const { origin } = new URL(link);
  const session = await enter(link);
  const connection = connectSocket(origin, session);
  onTestFinished(() => {
    connection.close();
  });
  return { program, origin, session, api: connection.api };
}

function secretHome(parent: string): string {
  const home = join(parent, secrets.home);
  mkdirSync(home, { recursive: true });
  const { setting, value } = secrets;
  writeFileSync(
    join(home, 'settings.json'),
    JSON.stringify({ logLevel: 'debug', theme: value, [setting]: value }),
  );
  return home;
}

test('after everything that can be asked and refused, no line of the log holds a title, a note, a tag, a name or a path', async () => {
  const home = secretHome(tempHome());
  const { program, origin, session, api } = await openServer(home);
  await callWithSecrets(api);
  await knockWithSecrets(origin, session);
  const { data } = await api.logs.export({ format: 'csv' });
  expectNoSecret('the exported log', Buffer.from(data).toString('utf8'));
  const { counters, timings } = await api.diagnostics.metrics();
  expectNoSecret('the counters', JSON.stringify([counters, timings]));

  // A crash of the engine.
  if (process.platform === 'linux') for (const pid of childrenOf(program.pid)) process.kill(pid, 'SIGKILL');
  // A slow query: it has to wait for another program.
  const meeting = await api.meetings.create({ title: secrets.title, notes: secrets.notes });
  const other = new Database(join(home, 'library.db'));
  other.exec('BEGIN IMMEDIATE');
  const waiting = api.transcripts.setVocabulary({ meetingId: meeting.id, vocabulary: secrets.value });
  await setTimeout(200);
  other.exec('COMMIT');
  other.close();
  await waiting;
  await api.search.find({ text: secrets.search });

  // Errors that nobody foresaw, with names and paths in their messages.
  rmSync(join(home, 'backups'), { recursive: true, force: true });
  writeFileSync(join(home, 'backups'), secrets.file);
  await attempt(api.library.backUp());
  await attempt(api.library.restore({ name: 'manual-20260101T000000000Z.db' }));
  rmSync(join(home, 'settings.json'));
  mkdirSync(join(home, 'settings.json', secrets.file), { recursive: true });
  await attempt(api.settings.update({ theme: 'dark' }));
  const db = new Database(join(home, 'library.db'));
  db.exec(
    `CREATE TRIGGER t BEFORE INSERT ON meetings BEGIN SELECT raise(ABORT, '${secrets.title} ${home}'); END`,
  );
  db.close();
  await attempt(api.meetings.create({ title: secrets.title }));
  program.child.kill('SIGTERM');
  await program.ended;

  expectCleanLog(home, [
    'call refused',
    'call failed',
    'loopback request refused',
    'a query was slow',
    'settings set aside',
    'library closed',
  ]);
  expectNoSecret('standard error', program.stderr());
  expect(program.lines.join('\n')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/enter\?token=[\w-]+$/);
});

test('nor when the library is damaged, and is restored', async () => {
  const home = secretHome(tempHome());
  const first = await openServer(home);
  await callWithSecrets(first.api);
  const { name } = await first.api.library.backUp();
  // Closed in good order, so that the file has it all, and no write-ahead log can mend it.
  first.program.child.kill('SIGTERM');
  await first.program.ended;
  overwritePages(join(home, 'library.db'), [1, 2, 3]);
  const { program, api } = await openServer(home);
  await callWithSecrets(api);
  await api.library.restore({ name });
  await callWithSecrets(api);
  await program.kill();
  expectCleanLog(home, ['library not usable']);
  expectNoSecret('standard error', program.stderr());
});

test.skipIf(whyNoSmallDisk() !== undefined)('nor when the disk is full', async () => {
  const disk = smallDisk(8);
  const home = secretHome(disk.folder);
  const { program, api } = await openServer(home);
  await api.meetings.create({ title: secrets.title, notes: secrets.notes });
  disk.fill();
  await callWithSecrets(api);
  disk.makeRoom();
  await callWithSecrets(api);
  await program.kill();
  expectCleanLog(home, ['disk_full']);
  expectNoSecret('standard error', program.stderr());
});

test('the command line tells what was wrong with an input, not what it held', async () => {
  const home = secretHome(tempHome());
  const { title, value } = secrets;
  for (const [method, input] of [
    ['meetings.create', `{"title":"${title}","startedAt":"${value}"}`],
    ['meetings.get', `{"id":"${value}"}`],
    ['meetings.create', `{"title":"${title}" ${value}`],
    ['settings.update', `{"theme":"${value}"}`],
    ['meetings.list', `{"cursor":"${value}"}`],
  ] as const) {
    const program = startProgram(meetmemoEntry, ['--home', home, 'call', method, input]);
    expect(await program.ended).toMatchObject({ status: 1 });
    expect(JSON.parse(program.stderr())).toMatchObject({ code: 'invalid_input' });
    expectNoSecret(`the error of ${method}`, program.stderr());
  }
  expectCleanLog(home, ['call refused']);
});
