import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { Core } from '../../src-main/core/create-core.ts';
import { decode, encode } from '../../src-main/rpc/codec.ts';
import { portPair } from '../../src-main/rpc/port.ts';
import { contentOf, lookInto } from '../support/library-file.ts';
import { openSocket, serveOverLoopback } from '../support/loopback-client.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const trace = '0123456789abcdef';
const good = { t: 'call', id: 1, method: 'meetings.count', input: {}, trace };

/** Messages that no honest client sends. */
const broken: unknown[] = [
  ...[
    null,
    undefined,
    0,
    '',
    'call',
    true,
    [],
    {},
    [good],
    new Uint8Array(9),
    new Date(0),
    new Map([['t', 'call']]),
  ],
  ...[undefined, null, 0, 'CALL', 'call ', 'result', 'error', 'event', '__proto__', ['call']].map((t) => ({
    ...good,
    t,
  })),
  ...[0, -1, 1.5, 2 ** 53, 1e300, NaN, '1', null, undefined, [1], {}].map((id) => ({ ...good, id })),
  ...[null, 1, [], 'x'.repeat(101), 'x'.repeat(1_000_000)].map((method) => ({ ...good, method })),
  ...['', 'secret', '0123456789abcde', '0123456789abcdeg', '0123456789ABCDEF', `${trace}\n`, null, 7].map(
    (own) => ({
      ...good,
      trace: own,
    }),
  ),
  { ...good, extra: 1 },
  Object.defineProperty({ ...good }, '__proto__', { value: 1, enumerable: true }),
  ...[0, -1, 1.5, '1', null].map((id) => ({ t: 'cancel', id })),
  { t: 'cancel', id: 1, why: 'x' },
  ...[null, 1, {}, 'x'.repeat(101)].map((event) => ({ t: 'listen', event })),
  { t: 'unlisten' },
];

/** Messages that make no sense and do no harm. */
const senseless: object[] = [
  ...['', '.', '..', 'meetings', 'meetings.', '.list', 'meetings.list.x', 'meetings.created'].map(
    (method) => ({ ...good, method }),
  ),
  ...['__proto__.toString', 'constructor.constructor', 'meetings.__proto__', 'meetings.constructor'].map(
    (method) => ({
      ...good,
      method,
    }),
  ),
  ...["'; DROP TABLE meetings; --", '../../etc/passwd', 'MEETINGS.COUNT', 'meetings.count\u0000'].map(
    (method) => ({ ...good, method }),
  ),
];
const silent: unknown[] = [
  { t: 'cancel', id: 1 },
  { t: 'cancel', id: Number.MAX_SAFE_INTEGER },
  ...['', 'meetings', 'meetings.list', '__proto__.x', 'constructor.name', 'a.b.c'].map((event) => ({
    t: 'listen',
    event,
  })),
  { t: 'unlisten', event: 'never.heard' },
];

/** Sends over a port of its own and collects what comes back. */
function talk(core: Core) {
  const [near, far] = portPair();
  onTestFinished(core.serve(far));
  const got: Record<string, unknown>[] = [];
  let closed = false;
  near.onMessage((message) => got.push(message as Record<string, unknown>));
  near.onClose(() => (closed = true));
  return { near, got, isClosed: () => closed };
}

async function stillServes(core: Core): Promise<void> {
  expect(await core.connect().api.diagnostics.health({})).toMatchObject({ status: 'ok' });
}

test('a broken message ends its own connection and no more', async () => {
  const core = openTestCore();
  for (const message of broken) {
    const { near, got, isClosed } = talk(core);
    near.send(message);
    await until(`the end after ${inspect(message).slice(0, 100)}`, isClosed);
    expect(got).toEqual([]);
  }
  await stillServes(core);
});

test('a method that does not exist is refused by name, whatever the name', async () => {
  const core = openTestCore();
  const { near, got, isClosed } = talk(core);
  for (const message of silent) near.send(message);
  for (const [index, message] of senseless.entries()) near.send({ ...message, id: index + 1 });
  await until('all answers', () => got.length >= senseless.length);
  expect(new Set(got.map(({ error }) => (error as { code: string }).code))).toEqual(
    new Set(['unknown_method']),
  );
  expect(got.length).toBe(senseless.length);
  expect(isClosed()).toBe(false);
});

test('an id that is in use already ends the connection', async () => {
  const core = openTestCore();
  const { near, isClosed } = talk(core);
  near.send({ ...good, method: 'diagnostics.readiness' });
  near.send({ ...good, method: 'diagnostics.readiness' });
  await until('the end', isClosed);
  await stillServes(core);
});

test('more calls at once than are served are refused, not kept', async () => {
  const { near, got } = talk(openTestCore());
  const calls = 3000;
  for (let id = 1; id <= calls; id += 1) near.send({ ...good, id, method: 'diagnostics.disk' });
  await until('all answers', () => got.length === calls);
  const refusals = got.filter(({ t }) => t === 'error');
  expect(refusals.length).toBeGreaterThan(0);
  expect(refusals.length).toBeLessThan(calls);
  expect(new Set(refusals.map(({ error }) => (error as { code: string }).code))).toEqual(
    new Set(['rate_limited']),
  );
});

test('random messages never end the core, and write nothing', async () => {
  const home = tempHome();
  const core = openTestCore(home);
  await core.connect().api.meetings.create({ title: 'One' });
  const before = lookInto(home, contentOf);
  const field = fc.oneof(
    fc.anything(),
    fc.constantFrom('call', 'cancel', 'listen', 1, trace, 'meetings.purge', 'library.status'),
  );
  const junk = fc.oneof(
    fc.anything(),
    fc.record({ t: field, id: field, method: field, input: field, trace: field }, { requiredKeys: [] }),
  );
  for (const message of fc.sample(junk, { seed, numRuns: 3000 })) {
    const { near } = talk(core);
    try {
      near.send(message);
    } catch {
      // What can't be cloned doesn't leave the sender.
    }
    near.close();
  }
  await stillServes(core);
  expect(lookInto(home, contentOf)).toEqual(before);
});

/** Resolves when the other side has ended the connection. */
function closing(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('close', resolve);
    socket.on('error', () => undefined);
  });
}

test('frames that are no messages end their own WebSocket and no more', async () => {
  const core = openTestCore();
  const { origin, session, connections, close } = await serveOverLoopback(core);
  onTestFinished(close);
  const random = randomFrom(seed);
  const bytes = (length: number) => Uint8Array.from({ length }, () => random(256));
  const whole = encode({ ...good, input: { data: new Uint8Array(50) } }) as Uint8Array;
  const frames: (string | Uint8Array)[] = [
    ...['', '{', 'null', '[]', '"x"', '{"t":"call"}', '\u0000', '['.repeat(100_000), 'x'.repeat(1_000_000)],
    ...Array.from({ length: 30 }, (_, index) => bytes(1 + index * 7)),
    ...Array.from({ length: 30 }, () => whole.subarray(0, 1 + random(whole.length - 1))),
    new Uint8Array(4).fill(255),
    new Uint8Array(1_000_000),
  ];
  for (const frame of frames) {
    const socket = await openSocket(origin, session);
    const closed = closing(socket);
    socket.send(frame);
    await closed;
  }
  // Below the messages: a text that is no UTF-8, a reserved bit, a frame without a mask.
  for (const raw of ['8181000000ff', 'f180000000ff', '0101', '8b8000000000', '817e00']) {
    const socket = await openSocket(origin, session);
    const closed = closing(socket);
    const stream = (socket as unknown as { _socket: NodeJS.WritableStream })._socket;
    stream.end(Buffer.from(raw, 'hex'));
    await closed;
  }
  expect(await connections[0]?.api.diagnostics.health({})).toMatchObject({ status: 'ok' });
});

test('a message larger than the limit ends its own WebSocket, one just below it is answered', async () => {
  const core = openTestCore();
  const { origin, session, connections, close } = await serveOverLoopback(core);
  onTestFinished(close);
  const limit = 16 * 1024 * 1024;
  const socket = await openSocket(origin, session);
  const answer = new Promise((resolve) => {
    socket.once('message', (data: Buffer) => {
      resolve(decode(data.toString('utf8')));
    });
  });
  socket.send(JSON.stringify({ ...good, input: { x: 'x'.repeat(limit - 1000) } }));
  expect(await answer).toMatchObject({ t: 'error', error: { code: 'invalid_input' } });
  const closed = closing(socket);
  socket.send('x'.repeat(limit + 1));
  expect(await closed).toBe(1009);
  expect(await connections[0]?.api.diagnostics.health({})).toMatchObject({ status: 'ok' });
});
