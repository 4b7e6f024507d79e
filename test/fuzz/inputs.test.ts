import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { contract, type Api } from '../../src-main/contract/index.ts';
import type { Area, CallOptions, MethodDefinition } from '../../src-main/rpc/define.ts';
import { AppError } from '../../src-main/rpc/errors.ts';
import { contentOf, openFile } from '../support/library-file.ts';
import { serveOverLoopback } from '../support/loopback-client.ts';
import { malformedInputs } from '../support/malformed-inputs.ts';
import { endless, methodExamples, openExamples, preparations } from '../support/method-examples.ts';
import { seed } from '../support/seed.ts';

const INPUTS = 500;
const OVER_WEB_SOCKET = 40;

type AnyCall = (input: unknown, options?: CallOptions) => Promise<unknown>;
const definitions = new Map<string, MethodDefinition>(
  Object.entries<Area>(contract).flatMap(([area, members]) =>
    Object.entries(members).flatMap(([name, definition]) =>
      definition.kind === 'method' ? [[`${area}.${name}`, definition]] : [],
    ),
  ),
);

function callOf(api: Api, name: string): AnyCall {
  const [area = '', method = ''] = name.split('.');
  const call = (api as unknown as Record<string, Record<string, AnyCall>>)[area]?.[method];
  if (!call) throw new Error(`The client has no ${name}`);
  return call;
}

/** All that a call could have changed in the library's folder, the log apart, which tells of the refusals. */
function stateOf(home: string): unknown {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const settings = join(home, 'settings.json');
  const db = openFile(home);
  try {
    return {
      files: names.filter((name) => !name.startsWith('logs')).sort(),
      settings: existsSync(settings) && createHash('sha256').update(readFileSync(settings)).digest('hex'),
      content: contentOf(db),
    };
  } finally {
    db.close();
  }
}

const show = (value: unknown) => inspect(value, { depth: 4, breakLength: Infinity }).slice(0, 300);

/** The error that a bad input must give. Says what was wrong, with the input, when it gave anything else. */
async function complaint(call: AnyCall, input: unknown): Promise<string | undefined> {
  try {
    const value = await call(input);
    return `accepted: ${show(value).slice(0, 100)}`;
  } catch (error) {
    if (!(error instanceof AppError)) return `no AppError: ${String(error)}`;
    const { code, message, details, ...more } = error.toShape();
    if (code !== 'invalid_input') return `code ${code}`;
    if (message === '' || typeof details !== 'object' || Object.keys(more).length > 0)
      return 'not of the shape';
    return JSON.stringify(details).length < 5000 ? undefined : 'the details are too long';
  }
}

test('each method has an example, and each example a method', () => {
  expect(Object.keys(methodExamples).sort()).toEqual([...definitions.keys()].sort());
});

test.each([...definitions])('%s refuses malformed input and writes nothing', async (name, definition) => {
  const { home, api, ids } = await openExamples();
  await api.flags.set({ id: 'profiler', on: true });
  const example = methodExamples[name]?.(ids) ?? {};
  const inputs = malformedInputs(name, definition, example, INPUTS, seed);
  expect(inputs.length).toBe(INPUTS);

  const watcher = openFile(home);
  onTestFinished(() => {
    watcher.close();
  });
  const changes = () => watcher.pragma('data_version', { simple: true });
  const before = { state: stateOf(home), changes: changes() };
  const firstLog = (await api.logs.list({ limit: 1000, text: 'library open' })).items.at(-1)?.id;

  const call = callOf(api, name);
  const problems: string[] = [];
  for (const input of inputs) {
    const problem = await complaint(call, input);
    if (problem !== undefined) problems.push(`${problem} ← ${show(input)}`);
    if (changes() !== before.changes) {
      problems.push(`written ← ${show(input)}`);
      break;
    }
  }
  expect(problems.slice(0, 5)).toEqual([]);
  expect(stateOf(home)).toEqual(before.state);
  const log = await api.logs.list({ limit: 1000, text: 'library open' });
  expect(log.items.at(-1)?.id).toBe(firstLog);

  // And the example itself is a good one, so that each change was what made it bad.
  await preparations[name]?.(api, ids);
  const prepared = methodExamples[name]?.(ids) ?? {};
  const good = name === 'logs.list' ? { ...prepared, cursor: 'zzzzzzzzzzzzzz' } : prepared;
  const calling = call(good, { signal: AbortSignal.timeout(endless.has(name) ? 100 : 60_000) });
  if (endless.has(name)) await expect(calling).rejects.toMatchObject({ code: 'cancelled' });
  else await expect(calling).resolves.toBeDefined();
});

test('the same over WebSocket, for what JSON can say', async () => {
  const { core, ids } = await openExamples();
  const { connections, close } = await serveOverLoopback(core);
  onTestFinished(close);
  const api = connections[0]?.api;
  if (!api) throw new Error('No connection');
  const problems: string[] = [];
  for (const [name, definition] of definitions) {
    if (definition.flag !== undefined) continue;
    const example = methodExamples[name]?.(ids) ?? {};
    for (const input of malformedInputs(name, definition, example, OVER_WEB_SOCKET, seed + 1)) {
      const text = toJson(input);
      if (text === undefined || text.length > 1_000_000) continue;
      // What JSON drops may leave a good input.
      const sent: unknown = JSON.parse(text);
      if (v.safeParse(definition.input, sent).success) continue;
      const problem = await complaint(callOf(api, name), sent);
      if (problem !== undefined) problems.push(`${name} ${problem} ← ${show(sent)}`);
    }
  }
  expect(problems.slice(0, 5)).toEqual([]);
});

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
