import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { contract } from '../../contract/index.ts';
import { AppError } from '../../rpc/errors.ts';
import { openCore } from './open-core.ts';

type AnyCall = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;

async function readInput(argument: string | undefined): Promise<unknown> {
  const json = argument === '-' ? await text(process.stdin) : argument;
  if (json === undefined) return {};
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new AppError('invalid_input', 'The input is not valid JSON.');
  }
}

function toJson(value: unknown): string {
  const withBase64 = (_key: string, item: unknown) =>
    item instanceof Uint8Array ? Buffer.from(item).toString('base64') : item;
  return `${JSON.stringify(value, withBase64, 2)}\n`;
}

/** Splits a result that is a file into its bytes and the rest. */
function takeFile(result: unknown): { data: Uint8Array; rest: Record<string, unknown> } {
  if (
    typeof result === 'object' &&
    result !== null &&
    'data' in result &&
    result.data instanceof Uint8Array
  ) {
    const { data, ...rest } = result;
    return { data, rest };
  }
  throw new AppError('invalid_input', 'This method returns no file, so --out has nothing to write.');
}

function writeNew(path: string, data: Uint8Array): void {
  try {
    writeFileSync(path, data, { flag: 'wx' });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (exists) throw new AppError('conflict', 'The file of --out exists already. It was left as it is.');
    throw error;
  }
}

/** Calls one method in this process and returns what to print. */
export async function call(
  home: string,
  name: string,
  argument: string | undefined,
  out: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const [area = '', method = '', ...more] = name.split('.');
  const members = Object.hasOwn(contract, area) ? contract[area as keyof typeof contract] : {};
  const definition = Object.hasOwn(members, method)
    ? (members as Record<string, { kind: string }>)[method]
    : undefined;
  if (definition?.kind !== 'method' || more.length > 0) {
    throw new AppError('unknown_method', 'There is no such method. `meetmemo methods` lists them all.');
  }
  const input = await readInput(argument);
  const core = openCore(home, 'headless');
  try {
    const api = core.connect().api as unknown as Record<string, Record<string, AnyCall>>;
    const result = await api[area]?.[method]?.(input, { signal });
    if (out === undefined) return toJson(result);
    const { data, rest } = takeFile(result);
    writeNew(out, data);
    return toJson({ ...rest, bytes: data.length });
  } finally {
    await core.close();
  }
}
