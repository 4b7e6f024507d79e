import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { wavOf } from '../support/wav.ts';

const RATE = 48_000;
const engine = openAudioEngine();

/** A minute in which each even second sounds on the left, each odd one on the right, and each tenth on neither. */
function writeSound(): string {
  const path = engine.fresh('two.wav');
  const side = (own: number) =>
    Int16Array.from({ length: 60 * RATE }, (_, at) => {
      const second = Math.floor(at / RATE);
      const isLoud = second % 2 === own && second % 10 !== 9;
      return isLoud ? Math.round(8000 * Math.sin((2 * Math.PI * 440 * at) / RATE)) : 0;
    });
  writeFileSync(path, wavOf([side(0), side(1)], RATE));
  return path;
}

const span = (second: number) => ({ startMs: second * 1000 + 200, endMs: second * 1000 + 800 });

test('the level of each side is told for spans anywhere in a sound, also in a compressed one', async () => {
  const wav = writeSound();
  const { target: opus } = await engine.compress(wav, { bitrate: 64_000 });
  const loud = (8000 / 32_768) ** 2 / 2;
  for (const path of [wav, opus]) {
    for (const seconds of [[0, 1, 9], [40, 41, 42, 49], [59]]) {
      const { levels } = await engine.use((audio) =>
        audio.levels({ path, track: null, spans: seconds.map(span) }),
      );
      for (const [index, { left, right }] of levels.entries()) {
        const second = seconds[index] ?? 0;
        const [one, other] = second % 2 === 0 ? [left, right] : [right, left];
        expect(one / loud, `${second} s`).toBeCloseTo(second % 10 === 9 ? 0 : 1, 1);
        expect(other / loud, `${second} s`).toBeCloseTo(0, 1);
      }
    }
  }
});

test('spans may overlap, be empty, or lie behind the end', async () => {
  const spans = [
    { startMs: 200, endMs: 1800 },
    { startMs: 1200, endMs: 1200 },
    { startMs: 1200, endMs: 1800 },
    { startMs: 70_000, endMs: 71_000 },
  ];
  const { levels } = await engine.use((audio) => audio.levels({ path: writeSound(), track: null, spans }));
  const [both, empty, right, behind] = levels;
  expect(both?.left).toBeGreaterThan(0);
  expect(both?.right).toBeGreaterThan(0);
  expect([empty, behind]).toEqual([
    { left: 0, right: 0 },
    { left: 0, right: 0 },
  ]);
  expect(right?.left).toBeLessThan((right?.right ?? 0) / 100);
  const none = await engine.use((audio) => audio.levels({ path: writeSound(), track: null, spans: [] }));
  expect(none).toEqual({ levels: [] });
});
