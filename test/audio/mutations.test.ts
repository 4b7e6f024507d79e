import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { soundFolder, speech } from '../support/sounds.ts';

const engine = openAudioEngine();
const sounds = soundFolder();
const reason = whyNoFfmpeg();

const MUTATIONS = 200;
/** A file of a second that takes this long is a hang. */
const HANG_MS = 20_000;

/** The same numbers at every run, so that what fails can be looked at. */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A few bytes are changed: mostly in the headers, where every byte means something. */
function mutate(original: Buffer, seed: number): Buffer {
  const random = seeded(seed);
  for (let warm = 0; warm < 4; warm += 1) random(2);
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

/** Most ways in write nothing to the disk, and so need not wait for it. */
async function read(path: string, seed: number): Promise<boolean> {
  if (seed % 4 > 0) return (await engine.samples(path, 0, 60_000)).every(Number.isFinite);
  const { peaks, durationMs } = await engine.analyse(path, { maxMs: 60_000 });
  rmSync(peaks);
  return Number.isSafeInteger(durationMs);
}

async function outcomeOf(path: string, seed: number): Promise<string> {
  const watched = { hasHung: false };
  const watch = setTimeout(() => {
    watched.hasHung = true;
    engine.kill();
  }, HANG_MS);
  try {
    return (await read(path, seed)) ? 'decoded' : 'nonsense';
  } catch (error) {
    return watched.hasHung ? 'hung' : ((error as { code?: string }).code ?? 'no AppError');
  } finally {
    clearTimeout(watch);
  }
}

const fine = ['decoded', 'unsupported_format', 'file_damaged', 'too_long', 'engine_crashed'];

const low = ['-t', '1', '-ar', '16000'];
const film = ['-f', 'lavfi', '-i', 'testsrc=size=32x32:rate=5:duration=1', '-i', speech];
const kinds: [string, string[], string[]?][] = [
  ['m.wav', low],
  ['m.mp3', low],
  ['m.m4a', low],
  ['m.aac', low],
  ['m.flac', low],
  ['vorbis.ogg', [...low, '-c:a', 'libvorbis']],
  ['opus.ogg', [...low, '-c:a', 'libopus']],
  ['m.webm', [...low, '-c:a', 'libopus']],
  ['m.mkv', [...low, '-c:v', 'mpeg4', '-c:a', 'flac'], film],
  ['m.mp4', ['-t', '1', '-c:v', 'mpeg4', '-c:a', 'aac', '-ar', '16000'], film],
  ['m.mov', [...low, '-c:a', 'alac']],
  ['m.aiff', low],
  ['m.wma', [...low, '-c:a', 'wmav2']],
  ['m.caf', [...low, '-c:a', 'alac']],
  ['m.avi', [...low, '-c:a', 'libmp3lame']],
  ['m.ts', [...low, '-c:a', 'aac']],
  ['m.wv', low],
  ['m.ac3', ['-t', '1', '-ar', '32000']],
];

afterEach(() => {
  // What was refused left nothing behind, and what was decoded has been removed.
  expect(readdirSync(engine.folder)).toEqual([]);
});

describe.skipIf(reason !== undefined)('200 files with changed bytes are decoded or refused:', () => {
  test.each(kinds)('%s', async (name, args, inputs) => {
    const original = readFileSync(sounds.make(name, args, inputs));
    const path = sounds.at(`mutated-${name}`);
    const counts: Record<string, number> = {};
    for (let seed = 1; seed <= MUTATIONS; seed += 1) {
      writeFileSync(path, mutate(original, seed));
      const outcome = await outcomeOf(path, seed);
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      expect(fine, `seed ${seed}`).toContain(outcome);
    }
    console.log(name, JSON.stringify(counts));
    expect(await engine.analyse(speech).then(({ peaks, durationMs }) => (rmSync(peaks), durationMs))).toBe(
      20_000,
    );
  });
});
