import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { importOne, mediaIn } from '../support/imports.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { writeTone } from '../support/tones.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const begin = { title: 'Talk', tracks: ['microphone' as const], sampleRate: 8000 };
const second = new Uint8Array(
  Int16Array.from({ length: 8000 }, (_, at) => 9000 * Math.sin((2 * Math.PI * 440 * at) / 8000)).buffer,
);

const ready = (api: Api, meetingId: string) =>
  until('the sound is ready', async () => {
    const { audio } = await api.audio.get({ meetingId });
    return audio?.state === 'ready' && audio;
  });

test('a backup made during a recording that is compressed by now does not harm it', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  await api.settings.update({ keepSound: 'compressed', compressedKilobits: 16 });
  const { meetingId } = await api.recorder.start(begin);
  await api.recorder.append({ meetingId, frame: 0, data: second });
  const { name } = await api.library.backUp();
  await api.recorder.append({ meetingId, frame: 8000, data: second });
  await api.recorder.stop({ meetingId });
  expect(await ready(api, meetingId)).toMatchObject({ container: 'webm', isCompressed: true });
  const file = join(home, 'media', meetingId, 'sound');
  const before = readFileSync(file);
  await api.library.restore({ name });
  const after = { container: 'webm', isCompressed: true, isDamaged: false, durationMs: 2000 };
  expect(await ready(api, meetingId)).toMatchObject(after);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a sound that an older backup does not know comes back as it was, whatever is kept of new ones', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const { name } = await api.library.backUp();
  const path = writeTone(tempHome(), 'long.wav', { seconds: 20 });
  const meetingId = await importOne(api, path);
  await api.settings.update({ keepSound: 'compressed', compressedKilobits: 16 });
  await api.library.restore({ name });
  expect(await ready(api, meetingId)).toMatchObject({ container: 'wav', isCompressed: false });
  expect(readFileSync(join(home, 'media', meetingId, 'sound')).equals(readFileSync(path))).toBe(true);
});

test('a recording that can not be measured is kept and played, and measured at a later start', async () => {
  const home = tempHome();
  const first = openTestCore(home, { spawnEngine: spawnEngineWithNode(join(home, 'nowhere.js')) });
  const { api } = first.connect();
  const { meetingId } = await api.recorder.start(begin);
  await api.recorder.append({ meetingId, frame: 0, data: second });
  await api.recorder.stop({ meetingId });
  expect(await ready(api, meetingId)).toMatchObject({ loudness: null, isDamaged: false, durationMs: 1000 });
  expect(await api.audio.link({ meetingId })).toMatchObject({ mediaType: 'audio/wav' });
  await expect(api.audio.peaks({ meetingId })).rejects.toMatchObject({ code: 'not_found' });
  await first.close();

  const later = openTestCore(home).connect().api;
  expect((await ready(later, meetingId)).loudness).toBeLessThan(0);
  expect((await later.audio.peaks({ meetingId })).data.length).toBeGreaterThan(0);
});

test('what was to be removed when the process ended is removed at the next start', async () => {
  const home = tempHome();
  const first = openTestCore(home);
  const { api } = first.connect();
  const meetingId = await importOne(api, writeTone(tempHome(), 'one.wav'));
  await api.audio.remove({ meetingIds: [meetingId] });
  await first.close();
  // The row says so before the files go.
  const folder = join(home, 'media', meetingId);
  mkdirSync(folder);
  writeFileSync(join(folder, 'sound'), 'what was said');
  openTestCore(home);
  expect(existsSync(folder)).toBe(false);
  expect(mediaIn(home)).toEqual([]);
});
