import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  chatEvent as event,
  chatServer,
  streams,
  type ChatAnswer,
} from '../../../../test/support/chat-server.ts';
import { until } from '../../../../test/support/until.ts';
import type { Ask } from '../model/language-model.ts';
import { openServer } from './open-server.ts';

const SECRET = 'sk-very-secret';

/** A server made for the test, a model that asks it, and what was written down of it. */
async function open(answer: ChatAnswer, settings: object = {}, silentMs = 30_000) {
  const log: string[] = [];
  const { host, asked } = await chatServer(answer);
  const model = openServer(
    {
      ...{ serverOn: true, serverAddress: `http://${host}`, serverModel: 'qwen', serverKey: SECRET },
      ...{ serverContext: 8192, ...settings },
    },
    {
      begin(name) {
        log.push(`begin ${name.replace(host, 'host')}`);
        return { end: (outcome, bytes) => void log.push(`${outcome} ${bytes > 0 ? 'bytes' : 'nothing'}`) };
      },
      silentMs,
    },
  );
  const complete = (ask: Partial<Ask> = {}) =>
    model.complete({
      ...{ system: 'You write.', user: 'Write.', maxTokens: 100, signal: new AbortController().signal },
      ...ask,
    });
  return { model, complete, asked, log, host };
}

test('it asks as such servers are asked, tells all words as they come, and writes the call down', async () => {
  const told: string[] = [];
  const { model, complete, asked, log } = await open((response) => {
    streams(response).write(': hello\n\n' + event('Good ').slice(0, 20));
    response.write(event('Good ').slice(20) + event('mörn', { finish_reason: null }));
    response.end(`${event('ing', { finish_reason: 'stop' })}data: {"choices":[]}\n\ndata: [DONE]\n\n`);
  });
  expect(await complete({ onText: (text) => told.push(text) })).toBe('Good mörning');
  expect(told).toEqual(['Good ', 'Good mörn', 'Good mörning']);
  const messages = [
    { role: 'system', content: 'You write.' },
    { role: 'user', content: 'Write.' },
  ];
  expect(asked).toEqual([
    {
      path: '/v1/chat/completions',
      key: `Bearer ${SECRET}`,
      body: { model: 'qwen', messages, max_tokens: 100, temperature: 0, stream: true },
    },
  ]);
  expect(log).toEqual(['begin host', 'done bytes']);
  expect(model).toMatchObject({ id: 'server', name: 'qwen', method: 'server', contextTokens: 8192 });
});

test('a shape is asked for; a server without streams will do', async () => {
  const schema = { type: 'object' };
  const said = '<think>{ hm }</think>\n```json\n{"overview": []}\n```';
  const { complete, asked } = await open(
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ choices: [{ message: { content: said } }] }, null, 2));
    },
    { serverKey: '' },
  );
  expect(await complete({ schema })).toBe(said);
  expect(asked[0]).toMatchObject({
    key: undefined,
    body: { response_format: { type: 'json_schema', json_schema: { schema } } },
  });
});

const reasonFor = async (answer: ChatAnswer, ask: Partial<Ask> = {}, silentMs?: number) => {
  const { complete, log } = await open(answer, {}, silentMs);
  const error = await complete(ask).catch((thrown: unknown) => thrown);
  const { code, details, message } = error as { code: string; details: { reason?: string }; message: string };
  // Neither the key nor anything that the server says, which may be the meeting's words.
  expect(message).not.toMatch(/secret|Zulu/);
  expect(log[1]).toMatch(/^failed/);
  return details.reason ?? code;
};

test.each<[string, ChatAnswer]>([
  ['key', (response) => response.writeHead(401).end('Zulu')],
  ['key', (response) => response.writeHead(403).end()],
  ['unknown', (response) => response.writeHead(404).end('{"error": "Zulu"}')],
  ['refused', (response) => response.writeHead(400).end('Zulu')],
  ['rate', (response) => response.writeHead(429).end()],
  ['busy', (response) => response.writeHead(503).end()],
  ['elsewhere', (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()],
  ['unreadable', (response) => response.end('<html>Zulu</html>')],
  ['unreadable', (response) => streams(response).end('data: {"error": "Zulu"}\n\n')],
  ['unreadable', (response) => streams(response).end('data: {Zulu\n\n')],
  // It ends, and has not said that it is done.
  ['cut', (response) => streams(response).end(event('Half'))],
  ['unreachable', (response) => response.destroy()],
  [
    'cut',
    (response) => {
      streams(response).write(event('Half'), () => response.destroy());
    },
  ],
  ['too_much', (response) => streams(response).end(event('x'.repeat(10_000)) + 'data: [DONE]\n')],
  ['too_much', (response) => streams(response).end(`data: ${' '.repeat(2_000_000)}`)],
])('%s: it is said plainly what is wrong', async (reason, answer) => {
  expect(await reasonFor(answer)).toBe(reason);
});

test('what is no JSON where a shape was asked for is no answer', async () => {
  const answer: ChatAnswer = (response) => streams(response).end(`${event('Here you are.')}data: [DONE]\n`);
  expect(await reasonFor(answer, { schema: {} })).toBe('unreadable');
});

test('a server that sends without end is left, and one that says nothing too', async () => {
  let isLeft = false;
  const flood: ChatAnswer = (response) => {
    response.on('close', () => {
      isLeft = true;
    });
    const more = () => {
      if (!response.destroyed) response.write(': nothing\n'.repeat(10_000), more);
    };
    streams(response);
    more();
  };
  expect(await reasonFor(flood)).toBe('too_much');
  await until('the connection is closed', () => isLeft);
  expect(await reasonFor(() => undefined, {}, 50)).toBe('silent');
  expect(await reasonFor((response) => streams(response).write(event('Half')), {}, 300)).toBe('silent');
});

const last = event('', { finish_reason: 'stop' });
const over = 'data: [DONE]\n\n';
const saying = (choice: object) => `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
const inLines = (own: string) =>
  `${JSON.stringify(JSON.parse(own.slice('data: '.length)), null, 1).replace(/^/gm, 'data: ')}\n\n`;

test.each<[string, ChatAnswer]>([
  ['the connection stays open after its end', (response) => streams(response).write(event('Yes') + last)],
  ['and after the last event', (response) => streams(response).write(event('Yes') + over)],
  [
    'the kind of content is in capitals',
    (response) => response.writeHead(200, { 'content-type': 'Text/Event-Stream' }).end(event('Yes') + over),
  ],
  ['an event has several lines', (response) => streams(response).end(inLines(event('Yes')) + over)],
  [
    'lines end in the old way',
    (response) => streams(response).end((inLines(event('Yes')) + over).replaceAll('\n', '\r')),
  ],
  [
    'the end of a line comes in two pieces',
    (response) => {
      const [begun = '', ...rest] = inLines(event('Yes'))
        .replaceAll('\n', '\r\n')
        .split(/(?<=\r)/);
      streams(response).write(begun, () => setTimeout(() => response.end(rest.join('') + over), 50));
    },
  ],
  [
    'there may be no words',
    (response) => streams(response).end(saying({ delta: null }) + event('Yes', { finish_reason: '' }) + over),
  ],
  [
    'words come as a list of parts',
    (response) =>
      streams(response).end(saying({ delta: { content: [{ type: 'text', text: 'Yes' }] } }) + over),
  ],
])('%s: it is an answer all the same', async (_, answer) => {
  const { complete, log } = await open(answer, {}, 5000);
  expect(await complete()).toBe('Yes');
  expect(log[1]).toBe('done bytes');
});

test('a server that keeps the connection open and says nothing is left, and one that thinks is waited for', async () => {
  const drips =
    (piece: string, pieces: number): ChatAnswer =>
    async (response) => {
      streams(response);
      for (let left = pieces; left > 0 && !response.destroyed; left -= 1) {
        response.write(piece);
        await delay(50);
      }
      response.end(event('Yes') + over);
    };
  expect(await reasonFor(drips(': nothing\n\n', 1000), {}, 300)).toBe('silent');
  expect(await reasonFor(drips(event(''), 1000), {}, 300)).toBe('silent');
  const thinks = drips(saying({ delta: { reasoning_content: 'Hm.' } }), 40);
  expect(await (await open(thinks, {}, 1500)).complete()).toBe('Yes');
});

test('stopped, it hangs up at once', async () => {
  let isLeft = false;
  const { complete, log } = await open((response) => {
    response.on('close', () => {
      isLeft = true;
    });
    streams(response).write(event('Half'));
  });
  const controller = new AbortController();
  const reason = new Error('Enough.');
  const work = complete({
    signal: controller.signal,
    onText: () => {
      controller.abort(reason);
    },
  });
  await expect(work).rejects.toBe(reason);
  expect(log).toEqual(['begin host', 'cancelled bytes']);
  await until('the connection is closed', () => isLeft);
  await expect(complete({ signal: controller.signal })).rejects.toBe(reason);
  expect(log).toHaveLength(2);
});

test('the address may say more, and what is off or says nothing is no model', async () => {
  const answer: ChatAnswer = (response) => streams(response).end(`${event('Yes')}data: [DONE]\n`);
  const { host, asked } = await chatServer(answer);
  for (const path of ['', '/', '/v1/', '/v1/chat/completions', '/own']) {
    const { complete } = await open(answer, { serverAddress: `http://${host}${path}` });
    expect(await complete()).toBe('Yes');
  }
  expect([...new Set(asked.map(({ path }) => path))]).toEqual([
    ...['/v1/chat/completions', '/own/chat/completions'],
  ]);
  for (const settings of [
    { serverOn: false },
    { serverModel: '' },
    { serverAddress: '' },
    { serverAddress: `ftp://${host}/` },
  ])
    await expect(open(answer, settings)).rejects.toMatchObject({ code: 'no_model' });
});

test('tokens are counted rather too many than too few', async () => {
  const { model } = await open(() => undefined);
  const texts = ['', 'Good morning', '12:30', 'Größe', '会議'];
  expect(await model.count(texts, new AbortController().signal)).toEqual([0, 6, 5, 4, 3]);
});
