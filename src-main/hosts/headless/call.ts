import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type * as v from 'valibot';
import { FileContent } from '../../contract/common.ts';
import { AppError } from '../../rpc/errors.ts';
import { findMethod } from './methods.ts';
import { openCore } from './open-core.ts';

type AnyCall = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;

async function readAll(signal: AbortSignal): Promise<string> {
  const bytes = await buffer(addAbortSignal(signal, process.stdin));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('invalid_input', 'The input is not valid UTF-8.');
  }
}

async function readInput(argument: string | undefined, signal: AbortSignal): Promise<unknown> {
  const json = argument === '-' ? await readAll(signal) : argument;
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

/** Opens the file of --out before anything is done, so that nothing is done in vain. */
function reserve(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') {
      throw new AppError('conflict', 'The file of --out exists already. It was left as it is.');
    }
    throw new AppError(
      'invalid_input',
      'The file of --out can not be written.',
      { native: code },
      { cause: error },
    );
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
  const definition = findMethod(name);
  if (out !== undefined && definition.output !== FileContent) {
    throw new AppError('invalid_input', 'This method returns no file, so --out has nothing to write.');
  }
  const input = await readInput(argument, signal);
  const run = async () => {
    const core = openCore(home, 'headless');
    try {
      const [area = '', method = ''] = name.split('.');
      const api = core.connect().api as unknown as Record<string, Record<string, AnyCall>>;
      return await api[area]?.[method]?.(input, { signal });
    } finally {
      await core.close();
    }
  };
  if (out === undefined) return toJson(await run());
  reserve(out);
  try {
    const { data, ...rest } = (await run()) as v.InferOutput<typeof FileContent>;
    writeFileSync(out, data);
    return toJson({ ...rest, bytes: data.length });
  } catch (error) {
    rmSync(out, { force: true });
    throw error;
  }
}
