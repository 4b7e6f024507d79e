import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ffmpeg, makeSound } from './ffmpeg.ts';
import { randomFrom } from './random.ts';
import { likeness } from './signals.ts';
import { readWav } from './wav.ts';

/** Twenty seconds of speech, 16 kHz, mono. */
export const speech = join(import.meta.dirname, '../audio/speech.wav');
const RATE = 16_000;

/** So many seconds of AMR in mode 7 (12.2 kbit/s), by hand for want of an encoder. What it sounds like is no speech. */
export function amr(seconds: number): Buffer {
  const frame = Buffer.alloc(32, 0x55);
  frame[0] = 0x3c;
  return Buffer.concat([Buffer.from('#!AMR\n'), ...Array<Buffer>(50 * seconds).fill(frame)]);
}

/** A file of bytes with a few of them changed: mostly in the headers, where every byte means something. */
export function mutate(original: Buffer, start: number): Buffer {
  const random = randomFrom(start);
  const bytes = Buffer.from(original);
  const changes = 1 + random(16);
  for (let change = 0; change < changes; change += 1) {
    const at = random(2) === 0 ? random(Math.min(600, bytes.length)) : random(bytes.length);
    const kind = random(3);
    bytes[at] =
      kind === 0 ? random(256) : kind === 1 ? (bytes[at] ?? 0) ^ (1 << random(8)) : 0xff * random(2);
  }
  return random(10) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
}

const low = ['-t', '1', '-ar', '16000'];
const film = ['-f', 'lavfi', '-i', 'testsrc=size=32x32:rate=5:duration=1', '-i', speech];

/** A second of every container that people bring: the name, how ffmpeg makes it, and of what. */
export const oneOfEach: [string, string[], string[]?][] = [
  ['m.wav', low],
  ['m.mp3', low],
  ['m.m4a', low],
  ['m.aac', low],
  ['m.flac', low],
  ['vorbis.ogg', [...low, '-c:a', 'libvorbis']],
  ['opus.ogg', [...low, '-c:a', 'libopus']],
  ['m.webm', [...low, '-c:a', 'libopus']],
  ['m.mkv', [...low, '-c:v', 'mpeg4', '-c:a', 'flac'], film],
  ['m.mp4', [...low, '-c:v', 'mpeg4', '-c:a', 'aac'], film],
  ['m.mov', [...low, '-c:a', 'alac']],
  ['m.aiff', low],
  ['m.wma', [...low, '-c:a', 'wmav2']],
  ['m.caf', [...low, '-c:a', 'alac']],
  ['m.avi', [...low, '-c:a', 'libmp3lame']],
  ['m.ts', [...low, '-c:a', 'aac']],
  ['m.wv', low],
  ['m.ac3', ['-t', '1', '-ar', '32000']],
];

/** A folder for a test file's sounds, gone when its tests are over. */
export function soundFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-sounds-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    at: (name: string) => join(folder, name),
    /** Makes a file of the speech, or of other inputs. */
    make(name: string, args: readonly string[], inputs: readonly string[] = ['-i', speech]): string {
      const path = join(folder, name);
      if (!existsSync(path)) makeSound(path, [...inputs, ...args]);
      return path;
    },
    write(name: string, content: Uint8Array | string): string {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

/** What Debian's ffmpeg makes of a file: 16 kHz mono. */
export function decodeWithFfmpeg(path: string): Float32Array {
  const { stdout } = ffmpeg([
    '-loglevel',
    'error',
    '-i',
    path,
    '-map',
    '0:a:0',
    '-ac',
    '1',
    '-ar',
    String(RATE),
    '-f',
    'f32le',
    '-',
  ]);
  return toFloats(stdout);
}

/** Integrated loudness by ffmpeg's own meter, in LUFS. */
export function loudnessByFfmpeg(path: string): number {
  const { stderr } = ffmpeg(['-i', path, '-af', 'ebur128', '-f', 'null', '-']);
  return Number(/I:\s+(-?[\d.]+) LUFS(?![\s\S]*I:)/.exec(stderr)?.[1]);
}

export function toFloats(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return new Float32Array(new Uint8Array(bytes).buffer, 0, Math.floor(bytes.length / 4));
}

/** The samples of the speech. */
export function readSpeech(): Float32Array {
  const [samples = new Int16Array()] = readWav(speech).channels;
  return Float32Array.from(samples, (sample) => sample / 32768);
}

/** How alike two sounds are, and by how many milliseconds the second comes later. */
export function compare(a: Float32Array, b: Float32Array): { likeness: number; lagMs: number } {
  const reach = RATE / 10;
  const from = Math.floor(a.length / 4);
  let best = { likeness: -1, lag: 0 };
  for (let lag = -reach; lag <= reach; lag += 1) {
    const found = likeness(a, from, b, from + lag, RATE / 2);
    if (found > best.likeness) best = { likeness: found, lag };
  }
  const length = Math.min(a.length, b.length) - 2 * reach;
  return {
    likeness: likeness(a, reach, b, reach + best.lag, length),
    lagMs: (best.lag / RATE) * 1000,
  };
}
