import * as v from 'valibot';
import { expect, test } from 'vitest';
import { contract } from '../../contract/index.ts';
import { fields, Id, label, listOf, text } from '../../contract/common.ts';
import type { Contract } from '../../rpc/define.ts';
import { toJsonSchema } from './json-schema.ts';
import { describeMethod, listMethods } from './methods.ts';
import { shape } from './shape.ts';

test('the schemas that the contract is made of become JSON Schema', () => {
  const schema = fields({
    title: label(500),
    id: v.nullable(Id),
    tags: v.optional(listOf(text(60), 1, 50)),
    limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(500)), 100),
    data: v.instance(Uint8Array),
    flags: v.record(v.string(), v.boolean()),
    kind: v.union([v.literal('ok'), v.picklist(['a', 'b'])]),
  });
  const id = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', title: 'id' };
  expect(toJsonSchema(schema)).toEqual({
    type: 'object',
    properties: {
      title: { type: 'string', minLength: 1, maxLength: 500 },
      id: { anyOf: [id, { type: 'null' }] },
      tags: { type: 'array', minItems: 1, maxItems: 50, items: { type: 'string', maxLength: 60 } },
      limit: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
      data: { type: 'string', contentEncoding: 'base64' },
      flags: { type: 'object', additionalProperties: { type: 'boolean' } },
      kind: { anyOf: [{ const: 'ok' }, { enum: ['a', 'b'] }] },
    },
    required: ['title', 'id', 'data', 'flags', 'kind'],
    additionalProperties: false,
  });
  expect(shape(toJsonSchema(schema))).toBe(`{
  title: text(1..500)
  id: id | null
  tags?: [text(..60)](1..50)
  limit?: integer(1..500) = 100
  data: base64
  flags: { [name]: boolean }
  kind: "ok" | "a" | "b"
}`);
});

test('a step that has no JSON Schema yet is noticed', () => {
  expect(() => toJsonSchema(v.pipe(v.string(), v.email()))).toThrow('email');
  expect(() => toJsonSchema(v.map(v.string(), v.string()))).toThrow('map');
});

const areas: Contract = contract;
const names = Object.entries(areas).flatMap(([area, members]) =>
  Object.keys(members)
    .filter((name) => members[name]?.kind === 'method')
    .map((name) => `${area}.${name}`),
);

test('all methods are listed, each with what it takes in lines of a readable length', () => {
  const lines = listMethods(false).split('\n');
  expect(lines.filter((line) => /^\w+\.\w+$/.test(line))).toEqual(names);
  expect(lines).toContain('  { id: id, name: text(1..100) }');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(110);
  expect(Object.keys(JSON.parse(listMethods(true)) as object)).toEqual(names);
});

test.each(names)('%s is told in detail, for people and for programs', (name) => {
  expect(describeMethod(name, false)).toMatch(/^\w+\.\w+\n[^]*\nTakes\n {2}\{[^]*\nReturns\n {2}\S/);
  const told = JSON.parse(describeMethod(name, true)) as Record<string, { type: string }>;
  expect(told).toMatchObject({ method: name, input: { type: 'object' }, output: { type: 'object' } });
});

test('an experimental method says which flag it needs', () => {
  expect(describeMethod('diagnostics.profile', false)).toContain('"profiler"');
  expect(JSON.parse(describeMethod('diagnostics.profile', true))).toMatchObject({ flag: 'profiler' });
});

test.each(['meetings.created', 'no.method', '__proto__.toString', 'meetings.get.more', ''])(
  '%j is no method',
  (name) => {
    expect(() => describeMethod(name, false)).toThrow('no such method');
  },
);
