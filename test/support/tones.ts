import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { wavOf } from './wav.ts';

interface Tone {
  seconds?: number;
  hertz?: number;
  /** What the file says of itself, such as INAM for a title and ICRD for a date. */
  info?: Record<string, string>;
}

const RATE = 8000;

/** A real WAV file of eight bits and eight kilohertz: small, and no two tones are the same bytes. */
export function toneWav({ seconds = 0.1, hertz = 440, info = {} }: Tone = {}): Uint8Array<ArrayBuffer> {
  const samples = Uint8Array.from(
    { length: Math.round(seconds * RATE) },
    (_, at) => 128 + Math.round(90 * Math.sin((2 * Math.PI * hertz * at) / RATE)),
  );
  return wavOf([samples], RATE, { info });
}

export function writeTone(folder: string, name: string, tone: Tone = {}): string {
  const path = join(folder, name);
  writeFileSync(path, toneWav(tone));
  return path;
}

/** As many small files as asked for, in the order of their names, each with a sound of its own. */
export function writeTones(folder: string, count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) =>
    writeTone(folder, `take ${String(from + index + 1)}.wav`, { hertz: 100 + (from + index) * 3 }),
  );
}

/** Hours of sound that take no room on the disk. */
export function writeLongWav(path: string, seconds: number): string {
  const bytes = seconds * RATE;
  const head = wavOf([new Uint8Array(0)], RATE, { missing: bytes });
  const file = openSync(path, 'w');
  writeSync(file, head);
  ftruncateSync(file, head.length + bytes);
  closeSync(file);
  return path;
}
