import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { amr, mutate, oneOfEach, soundFolder, speech } from '../support/sounds.ts';

const engine = openAudioEngine();
const sounds = soundFolder();
const reason = whyNoFfmpeg();

const MUTATIONS = 200;
/** A file of a second that takes this long is a hang. */
const HANG_MS = 20_000;

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

const fine = [
  'decoded',
  'unsupported_format',
  'file_damaged',
  'no_sound_track',
  'too_long',
  'engine_crashed',
];

afterEach(() => {
  // What was refused left nothing behind, and what was decoded has been removed.
  expect(readdirSync(engine.folder)).toEqual([]);
});

async function readMutations(name: string, original: Buffer): Promise<void> {
  const path = sounds.at(`mutated-${name}`);
  const counts: Record<string, number> = {};
  // The same ones at every run, so that what fails can be looked at.
  for (let seed = 1; seed <= MUTATIONS; seed += 1) {
    writeFileSync(path, mutate(original, seed));
    const outcome = await outcomeOf(path, seed);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    expect(fine, `seed ${seed}`).toContain(outcome);
  }
  console.log(name, JSON.stringify(counts));
  // None does today. A decoder that came down over every file would pass all else.
  expect(counts.engine_crashed ?? 0).toBeLessThanOrEqual(2);
  const { peaks, durationMs } = await engine.analyse(speech);
  rmSync(peaks);
  expect(durationMs).toBe(20_000);
}

describe('200 files with changed bytes are decoded or refused:', () => {
  test.skipIf(reason !== undefined).each(oneOfEach)('%s', (name, args, inputs) =>
    readMutations(name, readFileSync(sounds.make(name, args, inputs))),
  );

  test('m.amr', () => readMutations('m.amr', amr(1)));
});
