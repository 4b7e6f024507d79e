import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { env } from 'node:process';

/** Makes and judges sound files for tests and benchmarks; the product has a decoder of its own. */
export const ffmpegProgram = env.MEETMEMO_FFMPEG ?? '/usr/bin/ffmpeg';

/** Why no sound files can be made here; what needs some is skipped. */
export function whyNoFfmpeg(): string | undefined {
  if (existsSync(ffmpegProgram)) return undefined;
  const reason = 'ffmpeg is not there, which makes the sound files';
  console.warn(`Skipped: ${reason}`);
  return reason;
}

export function ffmpeg(args: readonly string[]): { stdout: Buffer; stderr: string } {
  const { status, stdout, stderr } = spawnSync(ffmpegProgram, ['-hide_banner', '-nostdin', '-y', ...args], {
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`ffmpeg failed: ${stderr.toString().slice(-1000)}`);
  return { stdout, stderr: stderr.toString() };
}

export function makeSound(path: string, args: readonly string[]): void {
  try {
    ffmpeg(['-loglevel', 'error', ...args, path]);
  } catch (error) {
    // Half a file would be taken for a whole one by whoever asks for it next.
    rmSync(path, { force: true });
    throw error;
  }
}
