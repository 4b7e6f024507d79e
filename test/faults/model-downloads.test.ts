import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { integrityOf } from '../support/library-file.ts';
import {
  downloaded,
  modelOf,
  modelsIn,
  randomBytesOf,
  sha256Of,
  testResources,
} from '../support/model-library.ts';
import { honest, modelServer, type Answer, type Visit } from '../support/model-server.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { startProgram } from '../support/program.ts';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const file = randomBytesOf(3_000_000);
const half = 1_500_000;
const patience = { stallMs: 400, pauseMs: 1 };
const program = join(import.meta.dirname, '../support/download-program.ts');
const whole = ['big', 'big/model.bin'];

async function open(home = tempHome()) {
  const server = await modelServer(file);
  const resources = testResources([{ id: 'big', file, source: `${server.origin}/big.bin` }]);
  const core = openTestCore(home, { resources, patience });
  return { home, server, resources, core, api: core.connect().api };
}

const outcomes = async (api: Api) =>
  (await api.models.network()).attempts.reverse().map(({ outcome }) => outcome);
const asked = (visits: readonly Visit[]) => visits.map(({ range }) => range);
const installed = { isInstalled: true, partBytes: 0, error: null, transfer: null };
const fromHalf = `bytes=${half}-`;

test('a connection that is cut goes on where it was, and the whole is right', async () => {
  const { home, server, api } = await open();
  server.answer = (visit, index) => ({
    ...honest(file, visit),
    ...(index === 0 && { after: half, then: 'cut' }),
  });
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  expect(modelsIn(home)).toEqual(whole);
  expect(sha256Of(readFileSync(join(home, 'models/big/model.bin')))).toBe(sha256Of(file));
  const [, second] = server.visits;
  expect(server.visits).toHaveLength(2);
  expect(second?.range).toMatch(/^bytes=\d+-$/);
  expect(second).toMatchObject({ ifRange: '"v1"', encoding: 'identity' });
  const { attempts } = await api.models.network();
  expect(attempts.map(({ outcome }) => outcome)).toEqual(['done', 'failed']);
  expect(attempts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(file.length);
  expect(attempts[0]?.host).toBe(new URL(server.origin).host);
});

test('one that is cut again and again is given up in the end, and what came is kept', async () => {
  const { home, server, api } = await open();
  server.answer = (visit) => ({ ...honest(file, visit), after: 100_000, then: 'cut' });
  const stopped = await downloaded(api, 'big');
  expect(stopped).toMatchObject({ isInstalled: false, error: { details: { reason: 'cut' } } });
  expect(stopped.partBytes).toBeGreaterThan(0);
  expect(server.visits).toHaveLength(6);
  expect(new Set(await outcomes(api))).toEqual(new Set(['failed']));
  server.answer = (visit) => honest(file, visit);
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  expect(asked(server.visits.slice(6))).toEqual([`bytes=${stopped.partBytes}-`]);
  expect(modelsIn(home)).toEqual(whole);
});

test('a server that falls silent is asked again', async () => {
  const { server, api } = await open();
  server.answer = (visit, index) => ({
    ...honest(file, visit),
    ...(index < 2 && { after: 900_000, then: 'silence' }),
  });
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  expect(server.visits).toHaveLength(3);
});

const wrong = randomBytesOf(file.length, 7);
const range206 = (start: number, total: number) => ({
  status: 206,
  headers: { 'content-range': `bytes ${start}-${total - 1}/${total}` },
});

/** What comes first, and again and again; the reason, and how often it was asked for. */
const refusals: [what: string, reason: string, visits: number, answer: (visit: Visit) => Answer][] = [
  ['other bytes', 'wrong_checksum', 1, (visit) => honest(wrong, visit)],
  ['more than it has, unannounced', 'wrong_checksum', 1, () => ({ body: Buffer.concat([wrong, file]) })],
  [
    'a length that is another',
    'other_file',
    1,
    () => ({ headers: { 'content-length': half }, body: file, after: half }),
  ],
  [
    'fewer bytes than announced',
    'cut',
    6,
    () => ({ headers: { 'content-length': file.length }, body: file, after: 10, then: 'cut' }),
  ],
  ['nothing at all', 'cut', 6, () => ({})],
  ['404', 'refused', 1, () => ({ status: 404 })],
  ['403 with a page', 'refused', 1, () => ({ status: 403, body: Buffer.from('<html>') })],
  ['503', 'busy', 6, () => ({ status: 503 })],
  ['416 to the whole', 'refused', 1, () => ({ status: 416 })],
  ['204', 'refused', 1, () => ({ status: 204 })],
  ['compressed bytes', 'other_file', 1, () => ({ headers: { 'content-encoding': 'gzip' }, body: file })],
  [
    'a part that was not asked for',
    'other_file',
    6,
    () => ({ ...range206(half, file.length), body: file.subarray(half) }),
  ],
  [
    'a part of another length',
    'other_file',
    6,
    () => ({ ...range206(0, half), body: file.subarray(0, half) }),
  ],
  ['a part of nobody knows what', 'other_file', 6, () => ({ status: 206, body: file })],
  [
    'an address without encryption',
    'elsewhere',
    1,
    () => ({ status: 302, headers: { location: 'http://example.com/big.bin' } }),
  ],
  [
    'a file of this machine',
    'elsewhere',
    1,
    () => ({ status: 302, headers: { location: 'file:///etc/passwd' } }),
  ],
  ['an address that is none', 'elsewhere', 1, () => ({ status: 302, headers: { location: 'http://[' } })],
  ['redirect without an address', 'elsewhere', 6, () => ({ status: 302 })],
  ['redirects without end', 'elsewhere', 6, () => ({ status: 307, headers: { location: '/again' } })],
];

test.each(refusals)('%s: %s', async (_what, reason, visits, answer) => {
  const { home, server, api } = await open();
  server.answer = answer;
  const { isInstalled, error } = await downloaded(api, 'big');
  expect(isInstalled).toBe(false);
  expect(error?.details.reason ?? error?.code).toBe(reason);
  expect(server.visits).toHaveLength(visits);
  expect(modelsIn(home).filter((name) => name.startsWith('big/'))).toEqual([]);
  expect(await outcomes(api)).not.toContain('running');
  // Nothing of it stands in the way of the next try.
  server.answer = (visit) => honest(file, visit);
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  expect(modelsIn(home)).toEqual(whole);
});

async function stopHalfway() {
  const opened = await open();
  const { server, api } = opened;
  server.answer = (visit) => ({ ...honest(file, visit), after: half, then: 'silence' });
  await api.models.download({ id: 'big' });
  await until('half is here', async () => (await modelOf(api, 'big')).partBytes === half);
  const cancelled = await api.models.cancel({ id: 'big' });
  expect(cancelled).toMatchObject({ transfer: null, error: null, partBytes: half, isInstalled: false });
  expect(await outcomes(api)).toEqual(['cancelled']);
  server.visits.length = 0;
  return opened;
}

test('cancelled, it stays as far as it came and goes on from there', async () => {
  const { home, server, api } = await stopHalfway();
  server.answer = (visit) => honest(file, visit);
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  expect(asked(server.visits)).toEqual([fromHalf]);
  expect(modelsIn(home)).toEqual(whole);
});

test('a file that has changed meanwhile, or a server that knows no ranges, begins anew', async () => {
  const { server, api } = await stopHalfway();
  server.answer = (visit) => honest(file, visit, '"v2"');
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  expect(asked(server.visits)).toEqual([fromHalf]);
  const other = await stopHalfway();
  other.server.answer = () => ({ body: file });
  expect(await downloaded(other.api, 'big')).toMatchObject(installed);
});

test('416 to what is missing begins anew', async () => {
  const { server, api } = await stopHalfway();
  server.answer = (visit) => (visit.range === undefined ? honest(file, visit) : { status: 416 });
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  expect(asked(server.visits)).toEqual([fromHalf, undefined]);
});

test('a part that was damaged on the disk is found by the checksum and deleted', async () => {
  const { home, server, api } = await stopHalfway();
  const part = join(home, 'models/big.part/model.bin');
  const bytes = readFileSync(part);
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  writeFileSync(part, bytes);
  server.answer = (visit) => honest(file, visit);
  expect(await downloaded(api, 'big')).toMatchObject({
    isInstalled: false,
    partBytes: 0,
    error: { code: 'wrong_checksum' },
  });
  expect(modelsIn(home)).toEqual([]);
  expect(await downloaded(api, 'big')).toMatchObject(installed);
});

test('removed, nothing of it is left, be it whole, half or on its way', async () => {
  const { home, server, api } = await stopHalfway();
  await api.models.remove({ id: 'big' });
  expect(modelsIn(home)).toEqual([]);
  await api.models.download({ id: 'big' });
  await until('half is here again', async () => (await modelOf(api, 'big')).partBytes === half);
  await api.models.remove({ id: 'big' });
  expect(modelsIn(home)).toEqual([]);
  server.answer = (visit) => honest(file, visit);
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  await api.models.remove({ id: 'big' });
  expect(modelsIn(home)).toEqual([]);
  expect(await modelOf(api, 'big')).toMatchObject({ isInstalled: false, error: null });
});

test('redirects are followed, and each host is written down', async () => {
  const { server, api } = await open();
  const other = await modelServer(file);
  server.answer = () => ({ status: 302, headers: { location: `${other.origin}/x?secret=1` } });
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  const { attempts } = await api.models.network();
  expect(attempts.map(({ host, outcome, bytes }) => [host, outcome, bytes])).toEqual([
    [new URL(other.origin).host, 'done', file.length],
    [new URL(server.origin).host, 'done', 0],
  ]);
  await api.models.clearNetwork();
  expect(await api.models.network()).toEqual({ attempts: [] });
});

test('killed in the middle, it goes on from there and the checksum is right', async () => {
  const home = join(tempHome(), 'library');
  const server = await modelServer(file);
  const resources = testResources([{ id: 'big', file, source: `${server.origin}/big.bin` }]);
  for (const share of [0.1, 0.5, 0.9]) {
    const bytes = Math.floor(file.length * share);
    server.answer = (visit) => {
      const start = Number(/\d+/.exec(visit.range ?? '0')?.[0]);
      return { ...honest(file, visit), after: bytes - start, then: 'silence' };
    };
    const running = startProgram(program, [home, resources, 'big']);
    await until(`${bytes} bytes are here`, () => running.lines.includes(String(bytes)));
    await running.kill();
  }
  // What an import leaves that was killed too, and what was on its way out.
  for (const name of ['own-1234.part', 'big.leaving']) {
    mkdirSync(join(home, 'models', name));
    writeFileSync(join(home, 'models', name, 'model.bin'), 'x');
  }
  server.answer = (visit) => honest(file, visit);
  const core = openTestCore(home, { resources, patience });
  const { api } = core.connect();
  expect(await outcomes(api)).toEqual(['failed', 'failed', 'failed']);
  await until('the rest is cleared', () => modelsIn(home).length === 3);
  expect(modelsIn(home)).toEqual(['big.part', 'big.part/etag', 'big.part/model.bin']);
  // Nothing is asked for but by the person.
  expect(server.visits).toHaveLength(3);
  expect(await downloaded(api, 'big')).toMatchObject(installed);
  expect(asked(server.visits)[3]).toBe(`bytes=${file.length * 0.9}-`);
  expect(modelsIn(home)).toEqual(whole);
  expect(sha256Of(readFileSync(join(home, 'models/big/model.bin')))).toBe(sha256Of(file));
  await core.close();
  expect(integrityOf(home)).toBe('ok');
});

test('where nobody answers it is said at once', async () => {
  const home = tempHome();
  const resources = testResources([{ id: 'big', file, source: 'http://127.0.0.1:1/big.bin' }]);
  const { api } = openTestCore(home, { resources, patience }).connect();
  expect(await downloaded(api, 'big')).toMatchObject({ error: { details: { reason: 'unreachable' } } });
  expect(await outcomes(api)).toEqual(['failed']);
  expect(modelsIn(home)).toEqual([]);
});

test('one that falls silent for good is given up, and it is said that it did', async () => {
  const { server, api } = await open();
  server.answer = () => ({ then: 'silence' });
  expect(await downloaded(api, 'big')).toMatchObject({ error: { details: { reason: 'silent' } } });
});

test('no address but an encrypted one is asked', async () => {
  const resources = testResources([{ id: 'big', file, source: 'http://example.com/big.bin' }]);
  const { api } = openTestCore(tempHome(), { resources, patience }).connect();
  expect(await downloaded(api, 'big')).toMatchObject({ error: { code: 'network_failed' } });
  expect(await outcomes(api)).toEqual([]);
});

test('closing stops it, keeps what came, and says that it was cancelled', async () => {
  const { home, resources, server, core, api } = await open();
  server.answer = (visit) => ({ ...honest(file, visit), after: half, then: 'silence' });
  await api.models.download({ id: 'big' });
  await until('half is here', async () => (await modelOf(api, 'big')).partBytes === half);
  await core.close();
  const again = openTestCore(home, { resources, patience }).connect().api;
  expect(await outcomes(again)).toEqual(['cancelled']);
  expect(await modelOf(again, 'big')).toMatchObject({ partBytes: half, isInstalled: false });
});

test('what the settings keep free stays free', async () => {
  const { home, server, api } = await open();
  await api.settings.update({ minFreeMegabytes: 1_000_000 });
  expect(await downloaded(api, 'big')).toMatchObject({ error: { code: 'disk_full' } });
  expect(server.visits).toEqual([]);
  expect(modelsIn(home).filter((name) => name.startsWith('big/'))).toEqual([]);
});

test.skipIf(whyNoSmallDisk() !== undefined)(
  'a disk that fills up meanwhile stops it, and room is all it takes',
  async () => {
    const disk = smallDisk(24);
    const home = join(disk.folder, 'library');
    const { server, api } = await open(home);
    await api.settings.update({ minFreeMegabytes: 0 });
    server.answer = (visit) => ({ ...honest(file, visit), after: half, then: 'silence' });
    await api.models.download({ id: 'big' });
    await until('half is here', async () => (await modelOf(api, 'big')).partBytes === half);
    disk.fill(300_000);
    server.answer = (visit) => honest(file, visit);
    const full = await until('it stops', async () => {
      const model = await modelOf(api, 'big');
      return model.transfer === null && model;
    });
    expect(full).toMatchObject({ isInstalled: false, error: { code: 'disk_full' } });
    expect(full.partBytes).toBeGreaterThanOrEqual(half);
    expect(await outcomes(api)).not.toContain('running');
    disk.makeRoom();
    expect(await downloaded(api, 'big')).toMatchObject(installed);
    expect(modelsIn(home)).toEqual(whole);
  },
);

test('what lies in the way is said to be so', async () => {
  const { home, api } = await open();
  mkdirSync(join(home, 'models'));
  writeFileSync(join(home, 'models', 'big.part'), 'in the way');
  expect(await downloaded(api, 'big')).toMatchObject({ error: { code: 'library_unusable' } });
});
