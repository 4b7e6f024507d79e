import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import type { EngineProcess } from '../../src-main/engines/process/launch.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { makeSound, whyNoFfmpeg } from '../support/ffmpeg.ts';
import { codesOf, importOne, importPaths, mediaIn } from '../support/imports.ts';
import { engineEntry, openTestCore } from '../support/open-test-core.ts';
import { recordTones } from '../support/record-tones.ts';
import { writeLongWav, writeTone } from '../support/tones.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';
import { readWav } from '../support/wav.ts';

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

test('what an older backup does not know keeps its title, its time, its tracks and its hash', async () => {
  const { api } = openTestCore(tempHome()).connect();
  await api.settings.update({ compressedKilobits: 16 });
  const { name } = await api.library.backUp();
  const path = writeTone(tempHome(), '2024-05-06 Board.wav', { seconds: 2 });
  const ids = [
    await importOne(api, path),
    await recordTones(api, 'Two tracks', { microphone: 300, system: 500, seconds: 2 }),
  ];
  await api.settings.update({ keepSound: 'compressed' });
  ids.push(await recordTones(api, 'Small', { microphone: 300, system: 500, seconds: 2 }));
  const looks = () =>
    Promise.all(
      ids.map(async (meetingId) => {
        const { title, startedAt } = await api.meetings.get({ id: meetingId });
        // A compressed copy is measured a little differently than its original.
        const { loudness, ...audio } = await ready(api, meetingId);
        return { title, startedAt, hasLoudness: loudness !== null, ...audio };
      }),
    );
  const before = await looks();
  expect(before.map(({ isTwoTrack }) => isTwoTrack)).toEqual([false, true, true]);
  expect(before.map(({ isCompressed }) => isCompressed)).toEqual([false, false, true]);
  await api.settings.update({ keepSound: 'original' });
  await api.library.restore({ name });
  expect(await looks()).toEqual(before);
  expect(codesOf(await importPaths(api, [path]))).toEqual(['duplicate']);
  expect((await api.recorder.list({})).endings).toEqual([]);
});

test.each([true, false])(
  'a recording that has lost its header is played (its row is there: %s)',
  async (hasRow) => {
    const home = tempHome();
    const first = openTestCore(home);
    const { api } = first.connect();
    const { name } = await api.library.backUp();
    const { meetingId } = await api.recorder.start(begin);
    await api.recorder.append({ meetingId, frame: 0, data: second });
    const copy = join(tempHome(), 'crashed');
    cpSync(home, copy, { recursive: true, filter: (path) => !path.endsWith('.lock') });
    await first.close();

    const file = join(copy, 'media', meetingId, 'sound');
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(80));
    closeSync(handle);
    if (!hasRow) {
      for (const ending of ['', '-wal', '-shm']) rmSync(join(copy, `library.db${ending}`), { force: true });
      cpSync(join(copy, 'backups', name), join(copy, 'library.db'));
    }
    const after = openTestCore(copy).connect().api;
    expect(await ready(after, meetingId)).toMatchObject({
      container: 'wav',
      isCompressed: false,
      isDamaged: false,
      durationMs: 1000,
    });
    expect(readWav(file).channels[0]).toEqual(new Int16Array(second.buffer));
  },
);

test('a backup made before a recording was compressed does not call it an original', async () => {
  const { api } = openTestCore(tempHome()).connect();
  await api.settings.update({ keepSound: 'compressed', compressedKilobits: 16 });
  const { meetingId } = await api.recorder.start(begin);
  await api.recorder.append({ meetingId, frame: 0, data: second });
  await api.recorder.stop({ meetingId });
  expect((await api.audio.get({ meetingId })).audio?.state).toBe('working');
  const { name } = await api.library.backUp();
  expect(await ready(api, meetingId)).toMatchObject({ container: 'webm', isCompressed: true });
  await api.library.restore({ name });
  expect(await ready(api, meetingId)).toMatchObject({ container: 'webm', isCompressed: true });
});

test('a recording whose decoder dies is played at once, and measured and made small a little later', async () => {
  const home = tempHome();
  let tries = 0;
  // The first decoder dies at its first word.
  const spawnEngine = () => {
    tries += 1;
    return spawnEngineWithNode(tries === 1 ? join(home, 'nowhere.js') : engineEntry)();
  };
  const { api } = openTestCore(home, { spawnEngine }).connect();
  await api.settings.update({ keepSound: 'compressed', compressedKilobits: 16 });
  const { meetingId } = await api.recorder.start(begin);
  await api.recorder.append({ meetingId, frame: 0, data: second });
  await api.recorder.stop({ meetingId });
  expect(await ready(api, meetingId)).toMatchObject({ container: 'wav', loudness: null, isDamaged: false });
  const { path } = await api.audio.link({ meetingId });
  const states = new Set<string>();
  api.audio.changed(({ state }) => states.add(state));
  const measured = await until('it is measured', async () => {
    const { audio } = await api.audio.get({ meetingId });
    return audio?.loudness != null && audio;
  });
  expect(measured).toMatchObject({ state: 'ready', container: 'webm', isCompressed: true });
  expect((await api.audio.peaks({ meetingId })).data.length).toBeGreaterThan(0);
  // All the while it could be played, and whoever began with the one is not given bytes of the other.
  expect([...states]).toEqual(['ready']);
  expect((await api.audio.link({ meetingId })).path).not.toBe(path);
});

test('a recording that can be played and is being measured is removed whole', async () => {
  const home = tempHome();
  let tries = 0;
  /** The first decoder dies at once, the next one never gets to an answer. */
  const spawnEngine = () => {
    tries += 1;
    if (tries === 1) return spawnEngineWithNode(join(home, 'nowhere.js'))();
    const process = spawnEngineWithNode(engineEntry)();
    return { ...process, port: { ...process.port, send: () => undefined } };
  };
  const { api } = openTestCore(home, { spawnEngine }).connect();
  const { meetingId } = await api.recorder.start(begin);
  await api.recorder.append({ meetingId, frame: 0, data: second });
  await api.recorder.stop({ meetingId });
  await ready(api, meetingId);
  await until('it is measured again', () => tries === 2);
  const { audio } = await api.audio.remove({ meetingIds: [meetingId, meetingId] });
  expect(audio).toMatchObject([{ meetingId, state: 'removed' }]);
  expect(mediaIn(home)).toEqual([]);
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

describe.skipIf(whyNoFfmpeg() !== undefined)('a film with two sound tracks', () => {
  const makeFilm = () => {
    const path = join(tempHome(), 'two.mkv');
    const tones = [300, 900].flatMap((hertz) => ['-f', 'lavfi', '-i', `sine=${hertz}:d=3`]);
    makeSound(path, [...tones, '-map', '0', '-map', '1', '-c:a', 'flac']);
    return path;
  };

  test('can be played after a restore, whichever track was chosen when', async () => {
    const { api } = openTestCore(tempHome()).connect();
    const meetingId = await importOne(api, makeFilm());
    const { tracks, track } = await ready(api, meetingId);
    const other = tracks.find(({ index }) => index !== track)?.index ?? -1;
    await api.audio.chooseTrack({ meetingId, track: other });
    const { name } = await api.library.backUp();
    await api.audio.chooseTrack({ meetingId, track: track ?? 0 });
    await api.library.restore({ name });
    expect(await ready(api, meetingId)).toMatchObject({ track: other, isDamaged: false });
    await expect(api.audio.link({ meetingId })).resolves.toMatchObject({ mediaType: 'audio/webm' });
  });

  test('stays as it is where sounds are kept small, since a copy would hold one of them', async () => {
    const { api } = openTestCore(tempHome()).connect();
    await api.settings.update({ keepSound: 'compressed', compressedKilobits: 16 });
    const meetingId = await importOne(api, makeFilm());
    expect(await ready(api, meetingId)).toMatchObject({ isCompressed: false, container: 'matroska' });
    expect((await ready(api, meetingId)).tracks).toHaveLength(2);
  });
});

test('a decoder that is killed while it measures says nothing against the sound', async () => {
  const running: EngineProcess[] = [];
  const spawnEngine = () => {
    const process = spawnEngineWithNode(engineEntry)();
    running.push(process);
    return process;
  };
  const { api } = openTestCore(tempHome(), { spawnEngine }).connect();
  const { name } = await api.library.backUp();
  const meetingId = await importOne(api, writeLongWav(join(tempHome(), 'long.wav'), 3600));
  await api.library.restore({ name });
  expect((await api.audio.get({ meetingId })).audio?.state).toBe('working');
  for (const process of running.splice(0)) process.kill();
  expect(await ready(api, meetingId)).toMatchObject({ isDamaged: false, container: 'wav' });
  // The one that was killed, and another that did it.
  expect(running).toHaveLength(1);
});

test('a window that comes back to its recording waits for no sound but its own', async () => {
  const home = tempHome();
  /** A decoder that never gets to an answer. */
  const spawnEngine = () => {
    const process = spawnEngineWithNode(engineEntry)();
    return { ...process, port: { ...process.port, send: () => undefined } };
  };
  const first = openTestCore(home, { spawnEngine });
  const { recorder } = first.connect().api;
  const ids: string[] = [];
  for (const title of ['One', 'Other']) {
    const { meetingId } = await recorder.start({ ...begin, title });
    await recorder.append({ meetingId, frame: 0, data: second });
    await recorder.stop({ meetingId });
    ids.push(meetingId);
  }
  await first.close();

  const { api } = openTestCore(home, { spawnEngine }).connect();
  const states = () =>
    Promise.all(ids.map(async (meetingId) => (await api.audio.get({ meetingId })).audio?.state));
  expect(await states()).toEqual(['working', 'working']);
  // One of them is being measured, and the other one waits behind it.
  for (const meetingId of ids) {
    const { tracks, sampleRate } = begin;
    const { recording } = await api.recorder.rejoin({ meetingId, tracks, sampleRate });
    expect(recording.frames).toBe(8000);
    expect(await states()).toEqual(ids.map((id) => (id === meetingId ? 'recording' : 'working')));
    await api.recorder.stop({ meetingId });
  }
});
