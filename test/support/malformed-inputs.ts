import fc from 'fast-check';
import * as v from 'valibot';
import type { MethodDefinition } from '../../src-main/rpc/define.ts';
import { nullableFields, optionalFields, optionalPaths } from './method-examples.ts';

type Path = (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((holder, key) => (holder as Record<string, unknown>)[key], value);
}

function withChange(
  input: unknown,
  path: Path,
  change: (holder: object, key: string | number) => void,
): unknown {
  const copy = structuredClone(input);
  change(at(copy, path.slice(0, -1)) as object, path.at(-1) ?? '');
  return copy;
}

/** Also for names such as `__proto__`, which a plain assignment would take for something else. */
function replaced(input: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  return withChange(input, path, (holder, key) => {
    Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
  });
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Uint8Array) return 'bytes';
  return value === null ? 'null' : typeof value;
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = wrap(value);
  return value;
}

function cycle(): unknown {
  const own: Record<string, unknown> = {};
  own.self = own;
  return own;
}

const wrongValues: (() => unknown)[] = [
  ...['', 'text', '0', 'true', '\u0000', '\uD800'].map((value) => () => value),
  ...[0, -1, 1.5, NaN, Infinity, 1e300, -0].map((value) => () => value),
  () => true,
  () => null,
  () => [],
  () => [[]],
  () => [null],
  () => ({}),
  () => ({ length: 3 }),
  () => ({ toString: 'x', valueOf: 'y', then: 'z', toJSON: 'w' }),
  () => nested(500, (inner) => [inner]),
  () => nested(500, (inner) => ({ inner })),
];
/** What JSON has no word for. */
const strangeValues: (() => unknown)[] = [
  () => 10n,
  () => new Date(0),
  () => new Map([['id', 1]]),
  () => new Set(['x']),
  () => /x/,
  () => new Uint8Array(8),
  () => new Error('x'),
  () => () => 'x',
  () => Symbol('x'),
  () => new Proxy({}, {}),
  () =>
    new (class Own {
      own = 'x';
      get id(): string {
        throw new Error('x');
      }
    })(),
  cycle,
];
const strangeKeys = [
  ...['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'length'],
  ...[
    '',
    ' ',
    'id ',
    'Id',
    'ID',
    'title\u0000',
    'x'.repeat(5000),
    '0',
    '-1',
    '../x',
    "'; DROP TABLE meetings; --",
  ],
];

interface Recipe {
  kind: string;
  where: number;
  which: number;
  junk: unknown;
}
const recipe: fc.Arbitrary<Recipe> = fc.record({
  kind: fc.constantFrom(
    'type',
    'type',
    'type',
    'extra',
    'extra',
    'missing',
    'strange',
    'junk',
    'junk',
    'inner junk',
    'size',
  ),
  where: fc.nat(),
  which: fc.nat(),
  junk: fc.anything({
    maxDepth: 3,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
});

const pick = <T>(all: readonly T[], number: number): T => all[number % all.length] as T;

/** Few of them: each is large. */
function oversized(value: unknown, which: number): unknown {
  if (Array.isArray(value)) return Array.from({ length: 100_000 }, () => pick([0, '', 'x', null, {}], which));
  return typeof value === 'string' ? 'x'.repeat(3_000_000) : 2 ** 60;
}

/** Endless changes of a good input that make it a bad one. */
export function malformedInputs(
  method: string,
  definition: MethodDefinition,
  example: Record<string, unknown>,
  count: number,
  seed: number,
): unknown[] {
  const paths = pathsOf(example);
  const objects = paths.filter((path) => typeOf(at(example, path)) === 'object');
  const isOptional = (path: Path) => {
    const last = path.at(-1);
    const full = `${method} ${path.join('.')}`;
    return (
      typeof last === 'number' ||
      !Number.isNaN(Number(last)) ||
      optionalFields.has(String(last)) ||
      optionalPaths.has(full)
    );
  };
  const isNullable = (path: Path) =>
    nullableFields.has(String(path.at(-1))) || nullableFields.has(`${method} ${path.join('.')}`);
  const required = paths.filter((path) => path.length > 0 && !isOptional(path));
  let large = 0;

  function make({ kind, where, which, junk }: Recipe): { input: unknown } | undefined {
    const path = pick(paths, where);
    const old = at(example, path);
    // Malformed by the way it is made, so the schema is not asked.
    const sure = (input: unknown) => ({ input });
    const ifRefused = (input: unknown) =>
      v.safeParse(definition.input, input === undefined ? {} : input).success ? undefined : { input };
    switch (kind) {
      case 'type': {
        const value = pick(wrongValues, which)();
        if (typeOf(value) === typeOf(old)) return ifRefused(replaced(example, path, value));
        if (value === null && isNullable(path)) return undefined;
        return sure(replaced(example, path, value));
      }
      case 'extra': {
        const key = pick(strangeKeys, which);
        const place = pick(objects, where);
        return sure(replaced(example, [...place, key], pick([1, 'x', {}, []], where)));
      }
      case 'missing': {
        if (required.length === 0) return undefined;
        return sure(
          withChange(example, pick(required, where), (holder, key) => {
            Reflect.deleteProperty(holder, key);
          }),
        );
      }
      case 'strange':
        return (typeOf(old) === 'bytes' ? ifRefused : sure)(
          replaced(example, path, pick(strangeValues, which)()),
        );
      case 'junk':
        return ifRefused(junk);
      case 'inner junk':
        return ifRefused(replaced(example, path, junk));
      default:
        large += 1;
        if (large > 8 || typeOf(old) === 'object') return undefined;
        return sure(replaced(example, path, oversized(old, which)));
    }
  }

  return fc
    .sample(recipe, { numRuns: count * 4, seed })
    .flatMap((drawn) => make(drawn) ?? [])
    .slice(0, count)
    .map(({ input }) => input);
}
