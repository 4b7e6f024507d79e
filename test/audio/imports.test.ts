import { readFileSync, truncateSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { codesOf, importPaths, mediaIn, meetingIds } from '../support/imports.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { amr, mutate, oneOfEach, soundFolder, speech } from '../support/sounds.ts';
import { tempHome } from '../support/temp-home.ts';

const sounds = soundFolder();
const reason = whyNoFfmpeg();

function open() {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  return { home, api };
}

/** Each container as bytes, to import as they are or to harm. */
const originals = (): [string, Buffer][] => [
  ...oneOfEach.map(([name, args, inputs]): [string, Buffer] => [
    name,
    readFileSync(sounds.make(name, args, inputs)),
  ]),
  ['m.amr', amr(1)],
];

const refusals = ['unsupported_format', 'file_damaged', 'no_sound_track'];

describe.skipIf(reason !== undefined)('of every container', () => {
  test('a file becomes a meeting of its length that every window can play', async () => {
    const { api, home } = open();
    const paths = originals().map(([name, bytes]) => sounds.write(name, bytes));
    const items = await importPaths(api, paths);
    for (const { name, state, msDone, meetingId, isDamaged } of items) {
      expect({ name, state, isDamaged }).toEqual({ name, state: 'done', isDamaged: false });
      // Raw streams begin and end with a whole frame, of 64 ms at this rate. The formats' own tests are stricter.
      expect(Math.abs(msDone - 1000), `${name}: ${msDone} ms`).toBeLessThanOrEqual(128);
      const { mediaType } = await api.audio.link({ meetingId: meetingId ?? '' });
      expect(mediaType, name).toMatch(/^audio\/(wav|mpeg|mp4|flac|ogg|webm|aac)$/);
    }
    expect(mediaIn(home)).toEqual(await meetingIds(api));
  });

  test('a file of which only the first bytes are there leaves nothing behind', async () => {
    const { api, home } = open();
    const paths = originals().map(([name, bytes]) => sounds.write(`head-${name}`, bytes.subarray(0, 40)));
    const items = await importPaths(api, paths);
    for (const [index, code] of codesOf(items).entries()) {
      // A frame of AMR is 32 bytes: there is sound in this one.
      const expected = items[index]?.name === 'head-m.amr' ? ['done'] : refusals;
      expect(expected, items[index]?.name).toContain(code);
    }
    expect(mediaIn(home)).toEqual(await meetingIds(api));
  });

  test('a file cut off at 30 % is imported with a warning or refused', async () => {
    const { api, home } = open();
    const paths = originals().map(([name, bytes]) =>
      sounds.write(`cut-${name}`, bytes.subarray(0, bytes.length * 0.3)),
    );
    const items = await importPaths(api, paths);
    for (const { name, state, error, isDamaged, msDone } of items) {
      if (state !== 'done') expect(refusals, name).toContain(error?.code);
      // These say nowhere how long they are.
      else if (/\.(aac|ogg|amr|ac3|ts)$/.test(name)) expect(msDone, name).toBeLessThan(600);
      else expect(isDamaged, name).toBe(true);
    }
    expect(items.filter(({ state }) => state === 'done').length).toBeGreaterThan(items.length / 3);
    expect(mediaIn(home)).toEqual(await meetingIds(api));
  });

  test('files with changed bytes are imported or refused, and nothing is left of those', async () => {
    const { api, home } = open();
    const paths = originals().flatMap(([name, bytes]) =>
      [1, 2, 3].map((seed) => sounds.write(`${seed}-${name}`, mutate(bytes, 1000 + seed))),
    );
    const codes = codesOf(await importPaths(api, paths, { again: true }));
    for (const [index, code] of codes.entries())
      expect(['done', 'too_long', 'engine_crashed', ...refusals], paths[index]).toContain(code);
    const ids = await meetingIds(api);
    expect(ids).toHaveLength(codes.filter((code) => code === 'done').length);
    expect(mediaIn(home)).toEqual(ids);
  });
});

test('four gigabytes that are no sound are refused before they are copied', async () => {
  const { api, home } = open();
  const huge = sounds.write('huge.wav', '');
  truncateSync(huge, 4 * 1024 ** 3);
  const states = new Set<string>();
  api.imports.changed(({ items }) => {
    for (const { bytesDone } of items) if (bytesDone > 0) states.add('copied');
  });
  expect(codesOf(await importPaths(api, [huge]))).toEqual(['unsupported_format']);
  expect(states).toEqual(new Set());
  expect(mediaIn(home)).toEqual([]);
  expect(codesOf(await importPaths(api, [speech]))).toEqual(['done']);
});
