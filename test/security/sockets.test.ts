import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { AppError } from '../../src-main/rpc/errors.ts';
import { enter, openSocket } from '../support/loopback-client.ts';
import { openTarget } from '../support/loopback-target.ts';
import { rawRequest, rawSocket, requestText } from '../support/raw-request.ts';
import { until } from '../support/until.ts';

/** The status that an upgrade is answered with: 101, or why not. */
function upgrade(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url, { headers });
  onTestFinished(() => {
    socket.terminate();
  });
  return new Promise((resolve) => {
    socket.on('error', () => {
      resolve(0);
    });
    socket.once('open', () => {
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
    });
  });
}

test('a WebSocket is for our own page with its cookie, and for nobody else', async () => {
  const { port, host, origin, cookie, key, server, api } = await openTarget();
  const url = `ws://${host}/rpc?key=${key}`;
  const other = await enter(server.newLink());
  expect(await upgrade(url, { cookie, origin })).toBe(101);
  const refused: [string, string, Record<string, string>][] = [
    ['no cookie', url, { origin }],
    ['a wrong cookie', url, { origin, cookie: `meetmemo_${port}=${'A'.repeat(43)}` }],
    ['the cookie of another port', url, { origin, cookie: cookie.replace(String(port), String(port + 1)) }],
    ['no origin', url, { cookie }],
    ['origin null', url, { cookie, origin: 'null' }],
    ['a foreign origin', url, { cookie, origin: 'http://evil.example' }],
    ['an origin that begins like ours', url, { cookie, origin: `${origin}.evil.example` }],
    ['our origin on another port', url, { cookie, origin: `http://127.0.0.1:${port + 1}` }],
    ['our origin by another name', url, { cookie, origin: `http://localhost:${port}` }],
    ['a foreign host', url, { cookie, origin, host: `rebound.example:${port}` }],
    ['localhost', url, { cookie, origin, host: `localhost:${port}` }],
    [
      'a foreign host with its own origin',
      url,
      { cookie, origin: `http://rebound.example:${port}`, host: `rebound.example:${port}` },
    ],
    ['another site', url, { cookie, origin, 'sec-fetch-site': 'cross-site' }],
    ['the same site, another port', url, { cookie, origin, 'sec-fetch-site': 'same-site' }],
    ['another path', `ws://${host}/`, { cookie, origin }],
    ['a path with more', `ws://${host}/rpc/?key=${key}`, { cookie, origin }],
    ['a path with a question', `ws://${host}/rpc?x=1&key=${key}`, { cookie, origin }],
    ['the cookie alone', `ws://${host}/rpc`, { cookie, origin }],
    ['an empty key', `ws://${host}/rpc?key=`, { cookie, origin }],
    ['a wrong key', `ws://${host}/rpc?key=${'A'.repeat(43)}`, { cookie, origin }],
    ['a key with more', `${url}&x=1`, { cookie, origin }],
    ["another session's key", `ws://${host}/rpc?key=${other.key}`, { cookie, origin }],
    ['the key alone', url, { origin }],
  ];
  for (const [what, target, headers] of refused) expect(await upgrade(target, headers), what).toBe(403);
  for (let count = 0; count < 50; count += 1) await upgrade(url, { origin });
  expect(await upgrade(url, { origin })).toBe(429);
  expect(await upgrade(url, { cookie, origin })).toBe(101);
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
  const { items } = await api.logs.list({ text: 'loopback request refused', limit: 100 });
  expect(new Set(items.map(({ fields }) => fields.reason))).toEqual(
    new Set(['session', 'origin', 'host', 'site']),
  );
});

test('upgrades that are none are refused, and the server stays', async () => {
  const { port, host, origin, cookie, api } = await openTarget();
  const own = [`Host: ${host}`, `Origin: ${origin}`, `Cookie: ${cookie}`];
  const upgradeTo = (name: string, more: string[] = [], method = 'GET') =>
    [`${method} /rpc HTTP/1.1`, ...own, 'Connection: Upgrade', `Upgrade: ${name}`, ...more, '', ''].join(
      '\r\n',
    );
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  const requests = [
    upgradeTo('h2c'),
    upgradeTo('websocket'),
    upgradeTo('websocket', [key, 'Sec-WebSocket-Version: 1']),
    upgradeTo('websocket', ['Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13']),
    upgradeTo('websocket', [key, 'Sec-WebSocket-Version: 13'], 'POST'),
    requestText(host, own, 'CONNECT'),
  ];
  for (const text of requests) {
    const { status } = await rawRequest(port, text);
    expect([0, 400, 403, 405, 426], text.slice(0, 30)).toContain(status);
  }
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
});

test('junk, half requests and oversized ones are refused, and the honest client is served meanwhile', async () => {
  const { port, host, cookie, api } = await openTarget();
  const own = [`Host: ${host}`, `Cookie: ${cookie}`];
  const junk: (string | Uint8Array)[] = [
    Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost : ${host}\r\n\r\n`,
    `POST / HTTP/1.1\r\n${own.join('\r\n')}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: ${host}\r\nX: a\r\n b\r\nConnection: close\r\n\r\n`,
    requestText('/', [...own, `X-Large: ${'x'.repeat(20_000)}`]),
    requestText('/', [...own, ...Array.from({ length: 3000 }, (_, index) => `X-${index}: y`)]),
    requestText(`/${'x'.repeat(20_000)}`, own),
    requestText('/', [`Host: ${host}`, 'Expect: 100-continue', 'Content-Length: 10'], 'POST'),
    requestText('/', [`Host: ${host}`, 'Expect: the unexpected']),
  ];
  for (const bytes of junk) {
    const [{ status }, health] = await Promise.all([rawRequest(port, bytes), api.diagnostics.health()]);
    expect(
      status === 0 || (status >= 400 && status < 500) || status === 100,
      String(bytes).slice(0, 80),
    ).toBe(true);
    expect(health).toMatchObject({ status: 'ok' });
  }
});

test('a large body is not read before it is refused', async () => {
  const { port, host, api } = await openTarget();
  const socket = await rawSocket(port);
  socket.on('error', () => undefined);
  let got = '';
  socket.setEncoding('latin1').on('data', (text: string) => (got += text));
  socket.write(`POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000000000\r\n\r\n`);
  await until('the refusal', () => got.startsWith('HTTP/1.1 403'));
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
});

test('hundreds of open connections that say nothing: the honest client is served, and new ones once they are gone', async () => {
  const { port, host, cookie, api } = await openTarget();
  const sockets = Array.from({ length: 600 }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    return socket;
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  let settled = 0;
  for (const socket of sockets)
    socket.once('connect', () => (settled += 1)).once('close', () => (settled += 1));
  await until('all of them', () => settled >= sockets.length);
  for (const socket of sockets) if (socket.writable) socket.write('GET / HT');
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
  expect(await api.meetings.create({ title: 'meanwhile' })).toMatchObject({ title: 'meanwhile' });
  for (const socket of sockets) socket.destroy();
  const page = await until('a page again', async () => {
    await setImmediate();
    const answer = await rawRequest(port, requestText('/', [`Host: ${host}`, `Cookie: ${cookie}`])).catch(
      () => undefined,
    );
    return answer?.status === 200 ? answer : undefined;
  });
  expect(page.body).toContain('MeetMemo');
});

test('calls beyond the rate are refused on their own connection alone, and their number does not fill the log', async () => {
  const { origin, session, api } = await openTarget();
  const socket = await openSocket(origin, session);
  onTestFinished(() => {
    socket.terminate();
  });
  const calls = 20_000;
  const codes = new Map<string, number>();
  let answers = 0;
  socket.on('message', (data: Buffer) => {
    answers += 1;
    const message = JSON.parse(data.toString('utf8')) as { t: string; error?: { code: string } };
    const code = message.error?.code ?? message.t;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  });
  for (let id = 1; id <= calls; id += 1) {
    socket.send(
      JSON.stringify({
        t: 'call',
        id,
        method: id % 2 ? 'diagnostics.health' : 'no.such',
        input: {},
        trace: '0123456789abcdef',
      }),
    );
  }
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
  await until('all answers', () => answers === calls);
  expect([...codes.keys()].sort()).toEqual(['rate_limited', 'result', 'unknown_method']);
  expect((codes.get('result') ?? 0) + (codes.get('unknown_method') ?? 0)).toBeGreaterThanOrEqual(5000);
  expect(codes.get('rate_limited')).toBeGreaterThan(100);
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
  const { items } = await api.logs.list({ text: 'rate_limited', limit: 1000 });
  expect(items.length).toBeLessThan(100);
});

test('a client that asks and never reads is let go before it fills the memory', async () => {
  const { origin, session, api } = await openTarget();
  const notes = 'x'.repeat(1_900_000);
  const { id } = await api.meetings.create({ title: 'large', notes });
  const socket = await openSocket(origin, session);
  socket.on('error', () => undefined);
  onTestFinished(() => {
    socket.terminate();
  });
  socket.pause();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (let call = 1; call <= 100; call += 1) {
    socket.send(
      JSON.stringify({
        t: 'call',
        id: call,
        method: 'meetings.get',
        input: { id },
        trace: '0123456789abcdef',
      }),
    );
  }
  await api.diagnostics.health();
  for (let turn = 0; turn < 200; turn += 1) await api.diagnostics.health();
  expect(process.memoryUsage().external + process.memoryUsage().arrayBuffers).toBeLessThan(400_000_000);
  socket.resume();
  await closed;
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
});

test('it listens on 127.0.0.1 and on no other address', async () => {
  const { port } = await openTarget();
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
    .map(({ address }) => address);
  for (const address of [...others, '::1', '127.0.0.2']) {
    const reached = await new Promise((resolve) => {
      const socket = connect(port, address, () => {
        resolve(true);
      });
      onTestFinished(() => {
        socket.destroy();
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    expect(reached, address).toBe(false);
  }
  if (process.platform !== 'linux') return;
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFileSync(file, 'utf8')).join('');
  const listening = [...tables.matchAll(/^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ 0A /gm)].filter(
    ([, , own]) => own === hex,
  );
  expect(listening.map(([, address]) => address)).toEqual(['0100007F']);
});

test('a link is made for one: of a hundred who use it at once one comes in', async () => {
  const { server, port, host } = await openTarget();
  const { pathname, search } = new URL(server.newLink());
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      rawRequest(port, requestText(`${pathname}${search}`, [`Host: ${host}`])),
    ),
  );
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
});

test('a port that is taken is a plain error', async () => {
  const { port, core } = await openTarget();
  const { startLoopback } = await import('../../src-main/hosts/loopback/server.ts');
  const error: unknown = await startLoopback(core, new Map(), port).catch((thrown: unknown) => thrown);
  expect(error instanceof AppError && error.code).toBe('conflict');
});
