import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import * as v from 'valibot';
import { writeJson } from '../../storage/files.ts';
import type { Device } from '../../engines/whisper/types.ts';

const Kept = v.object({
  /** Of what it was measured: another machine, other devices or another version are to be tried anew. */
  key: v.string(),
  triedAt: v.number(),
  trials: v.record(
    v.string(),
    v.object({
      speed: v.nullable(v.number()),
      threads: v.nullable(v.number()),
      error: v.nullable(v.object({ code: v.string(), message: v.string() })),
    }),
  ),
});
export type Kept = v.InferOutput<typeof Kept>;

export function keyOf(appVersion: string, engine: string, devices: readonly Device[]): string {
  const machine = `${cpus()[0]?.model ?? ''} × ${String(availableParallelism())}`;
  const names = devices.map(({ name, description, address }) => `${name} ${description} ${address}`);
  return [appVersion, engine, machine, ...names].join('\n');
}

/** A file that can't be read is none: the devices are tried once more. */
export function readKept(path: string): Kept | undefined {
  try {
    const parsed = v.safeParse(Kept, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** What can't be kept is measured again at the next start. */
export function keep(path: string, kept: Kept): void {
  try {
    writeJson(path, kept);
  } catch {
    // A full disk must not keep anybody from transcribing.
  }
}
