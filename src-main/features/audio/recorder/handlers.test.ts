import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestCore } from '../../../../test/support/open-test-core.ts';
import { tempHome } from '../../../../test/support/temp-home.ts';
import { until } from '../../../../test/support/until.ts';
import { readWav } from '../../../../test/support/wav.ts';
import type { Host } from '../../../core/host.ts';
import type { RecordingEnd } from '../../../contract/recorder.ts';
import { openDatabase } from '../../../storage/database.ts';

const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });
const begin = { title: 'Talk', tracks: ['microphone' as const], sampleRate: 8000 };
/** A second of mono. */
const second = (value: number) => new Uint8Array(new Int16Array(8000).fill(value).buffer);

function open(home = tempHome(), more: Partial<Host> = {}) {
  const core = openTestCore(home, more);
  const connection = core.connect();
  const { api } = connection;
  const ends: RecordingEnd[] = [];
  api.recorder.ended(({ reason }) => void ends.push(reason));
  const sound = (id: string) => readWav(join(home, 'media', id, 'sound'));
  return { home, core, connection, api, ends, sound };
}

test('a recording is a meeting from its first moment, and like any other after its last', async () => {
  const { api, sound, ends } = open();
  const { meetingId, state } = await api.recorder.start(begin);
  expect(state).toBe('recording');
  expect(await api.meetings.get({ id: meetingId })).toMatchObject({ title: 'Talk', audio: 'recording' });
  for (const frame of [0, 8000]) {
    const { frames } = await api.recorder.append({ meetingId, frame, data: second(frame + 1) });
    expect(frames).toBe(frame + 8000);
  }
  expect(await api.recorder.stop({ meetingId })).toEqual({ meetingId, durationMs: 2000 });
  expect(ends).toEqual(['stopped']);
  expect((await api.recorder.list()).recordings).toEqual([]);
  const { audio } = await api.audio.get({ meetingId });
  expect(audio).toMatchObject({ source: 'recorded', container: 'wav', durationMs: 2000, bytes: 32_080 });
  expect(sound(meetingId)).toMatchObject({ frames: 16_000, isWhole: true });
  expect(sound(meetingId).channels[0]?.[8000]).toBe(8001);
});

test('what comes twice is written once, and what would leave a hole is refused with the place to go on from', async () => {
  const { api, sound } = open();
  const { meetingId } = await api.recorder.start(begin);
  await api.recorder.append({ meetingId, frame: 0, data: second(1) });
  await expect(api.recorder.append({ meetingId, frame: 8001, data: second(3) })).rejects.toMatchObject({
    code: 'conflict',
    details: { frames: 8000 },
  });
  expect(await api.recorder.append({ meetingId, frame: 0, data: second(9) })).toEqual({ frames: 8000 });
  const { frames } = await api.recorder.append({ meetingId, frame: 4000, data: second(2) });
  expect(frames).toBe(12_000);
  await expect(api.recorder.append({ meetingId, frame: 12_000, data: new Uint8Array(3) })).rejects.toEqual(
    code('invalid_input'),
  );
  await api.recorder.stop({ meetingId });
  const [samples] = sound(meetingId).channels;
  expect([samples?.[7999], samples?.[8000], samples?.length]).toEqual([1, 2, 12_000]);
});

test('one at a time; and while it runs its meeting is not thrown away, nor the library exchanged', async () => {
  const { api } = open();
  const { name } = await api.library.backUp();
  const { meetingId } = await api.recorder.start(begin);
  const other = await api.meetings.create({ title: 'Other' });
  const refused = code('recording_under_way');
  await expect(api.recorder.start(begin)).rejects.toEqual(refused);
  await expect(api.meetings.trash({ ids: [other.id, meetingId] })).rejects.toEqual(refused);
  await expect(api.meetings.purge({ ids: [meetingId] })).rejects.toEqual(refused);
  await expect(api.library.restore({ name })).rejects.toEqual(refused);
  expect((await api.meetings.get({ id: other.id })).trashedAt).toBeNull();
  await api.recorder.append({ meetingId, frame: 0, data: second(1) });
  await api.recorder.stop({ meetingId });
  await api.meetings.trash({ ids: [meetingId] });
});

test('pause and resume are told to everybody, and a window that goes and comes back finds it as it was', async () => {
  const { api, core } = open();
  const { meetingId } = await api.recorder.start(begin);
  const heard: string[] = [];
  api.recorder.changed(({ state }) => void heard.push(state));
  const window = core.connect();
  const hold = window.api.recorder.hold({ meetingId });
  hold.catch(() => undefined);
  await window.api.recorder.pause({ meetingId });
  window.close();
  await until('it is lost', async () => (await api.recorder.list()).recordings[0]?.state === 'lost');
  const again = core.connect();
  void again.api.recorder.hold({ meetingId }).catch(() => undefined);
  await until('it is back', async () => (await api.recorder.list()).recordings[0]?.state === 'paused');
  await again.api.recorder.resume({ meetingId });
  expect(heard).toEqual(['paused', 'lost', 'paused', 'recording']);
  await api.recorder.stop({ meetingId });
});

test.each(['never came', 'went'])(
  'a window that %s leaves a recording that is closed and kept',
  async (how) => {
    const { api, core, ends } = open(undefined, { recorderGraceMs: 100 });
    const { meetingId } = await api.recorder.start(begin);
    await api.recorder.append({ meetingId, frame: 0, data: second(1) });
    if (how === 'went') {
      const window = core.connect();
      void window.api.recorder.hold({ meetingId }).catch(() => undefined);
      await window.api.diagnostics.health();
      window.close();
    }
    await until('it is closed', () => ends.length > 0);
    expect(ends).toEqual(['window_gone']);
    expect(await api.meetings.get({ id: meetingId })).toMatchObject({ durationMs: 1000 });
  },
);

test('a window that was away goes on in the same recording, also after a restart', async () => {
  const home = tempHome();
  const first = open(home);
  const { meetingId } = await first.api.recorder.start(begin);
  await first.api.recorder.append({ meetingId, frame: 0, data: second(1) });
  await first.core.close();

  const { api, sound } = open(home);
  const { tracks, sampleRate } = begin;
  await expect(api.recorder.rejoin({ meetingId, tracks, sampleRate: 16_000 })).rejects.toEqual(
    code('conflict'),
  );
  await expect(
    api.recorder.rejoin({ meetingId, tracks: ['microphone', 'system'], sampleRate }),
  ).rejects.toEqual(code('conflict'));
  const { recording, wasStopped } = await api.recorder.rejoin({ meetingId, tracks, sampleRate });
  expect({ recording, wasStopped }).toMatchObject({ recording: { frames: 8000 }, wasStopped: false });
  await api.recorder.append({ meetingId, frame: 8000, data: second(2) });
  await api.recorder.stop({ meetingId });
  expect(sound(meetingId)).toMatchObject({ frames: 16_000, isWhole: true });

  const once = await api.recorder.rejoin({ meetingId, tracks, sampleRate });
  expect(once.wasStopped).toBe(true);
  await api.recorder.stop({ meetingId });
  expect(await api.meetings.get({ id: meetingId })).toMatchObject({ durationMs: 2000 });
});

test('whoever looks on after a restart is told that it is recorded again, and how long it is by now', async () => {
  const home = tempHome();
  const first = open(home);
  const { meetingId } = await first.api.recorder.start(begin);
  await first.api.recorder.append({ meetingId, frame: 0, data: second(1) });
  await first.core.close();

  const { api, core } = open(home);
  const sounds: unknown[] = [];
  const lengths: number[] = [];
  const other = core.connect().api;
  other.audio.changed(({ state, durationMs }) => void sounds.push({ state, durationMs }));
  other.recorder.changed(({ durationMs }) => void lengths.push(durationMs));
  await until('it can be played', () => sounds.length > 0);
  await api.recorder.rejoin({ meetingId, tracks: begin.tracks, sampleRate: begin.sampleRate });
  // What was captured meanwhile comes all at once.
  for (let at = 1; at < 11; at += 1)
    await api.recorder.append({ meetingId, frame: at * 8000, data: second(1) });
  await until('the clocks are right', () => (lengths.at(-1) ?? 0) >= 10_000);
  expect(lengths[0]).toBe(1000);
  expect(sounds.at(-1)).toEqual({ state: 'recording', durationMs: null });
  expect(await api.meetings.get({ id: meetingId })).toMatchObject({ audio: 'recording', durationMs: null });
  await api.recorder.stop({ meetingId });
  expect(await api.meetings.get({ id: meetingId })).toMatchObject({ durationMs: 11_000 });
});

test('a recording without a single sample leaves a meeting without sound, and no file', async () => {
  const { api, home, core } = open();
  const { meetingId } = await api.recorder.start(begin);
  await api.recorder.stop({ meetingId });
  expect(await api.meetings.get({ id: meetingId })).toMatchObject({ title: 'Talk', audio: null });
  expect(readdirSync(join(home, 'media'))).toEqual([]);
  const second = await api.recorder.start(begin);
  await core.close();
  expect(existsSync(join(home, 'media', second.meetingId))).toBe(false);
});

test('the longest time that the settings allow ends it, and what there is stays', async () => {
  const { api, ends } = open();
  await api.settings.update({ maxHours: 1 });
  const { meetingId } = await api.recorder.start(begin);
  const minute = new Uint8Array(60 * 16_000);
  for (let count = 0; count < 60; count += 1)
    await api.recorder.append({ meetingId, frame: count * 480_000, data: minute });
  await expect(api.recorder.append({ meetingId, frame: 60 * 480_000, data: minute })).rejects.toEqual(
    code('too_long'),
  );
  expect(ends).toEqual(['too_long']);
  expect(await api.meetings.get({ id: meetingId })).toMatchObject({ durationMs: 3_600_000 });
});

test('the largest size of all sounds ends it, keeps what there is, and lets no other begin', async () => {
  const { api, home, ends } = open();
  await api.settings.update({ maxLibraryGigabytes: 1 });
  const other = await api.recorder.start({ ...begin, title: 'Other' });
  await api.recorder.append({ meetingId: other.meetingId, frame: 0, data: second(1) });
  await api.recorder.stop({ meetingId: other.meetingId });
  await until('it is measured', async () => {
    return (await api.meetings.get({ id: other.meetingId })).audio === 'ready';
  });
  const { meetingId } = await api.recorder.start(begin);
  const piece = new Uint8Array(1_000_000);
  const append = (count: number) => api.recorder.append({ meetingId, frame: count * 500_000, data: piece });
  await append(0);
  // As if the other one were so large.
  const db = openDatabase(join(home, 'library.db'));
  db.run(`UPDATE audio SET bytes = ? WHERE state = 'ready'`, 1024 ** 3 - 8_000_000);
  db.close();
  const refusal = await (async () => {
    for (let count = 1; count < 20; count += 1) await append(count);
  })().catch((error: unknown) => error);
  expect(refusal).toEqual(code('library_full'));
  expect(ends).toEqual(['stopped', 'library_full']);
  const { durationMs } = await api.meetings.get({ id: meetingId });
  // It looks every few megabytes, and takes no more than these too much.
  expect((durationMs ?? 0) * 16).toBeGreaterThan(3_000_000);
  expect((durationMs ?? 0) * 16).toBeLessThan(8_000_000 + 4 * 1024 ** 2);
  await expect(api.recorder.start(begin)).rejects.toEqual(code('library_full'));
  expect((await api.meetings.list({})).items).toHaveLength(2);
});

test('what ended by itself is told to every window that asks, until one has taken note', async () => {
  const { api, core } = open(undefined, { recorderGraceMs: 50 });
  const { meetingId } = await api.recorder.start(begin);
  await api.recorder.append({ meetingId, frame: 0, data: second(1) });
  const ending = { meetingId, reason: 'window_gone', durationMs: 1000 };
  await until('it is closed', async () => (await api.recorder.list()).endings.length > 0);
  const other = core.connect().api;
  expect((await other.recorder.list()).endings).toEqual([ending]);
  const noted: string[] = [];
  other.recorder.noted((note) => void noted.push(note.meetingId));
  await api.recorder.takeNote({ meetingId });
  await api.recorder.takeNote({ meetingId });
  expect({ noted, endings: (await other.recorder.list()).endings }).toEqual({
    noted: [meetingId],
    endings: [],
  });
  const next = await api.recorder.start(begin);
  await api.recorder.stop({ meetingId: next.meetingId });
  expect((await api.recorder.list()).endings).toEqual([]);
});

test('one window records at a time: the one that takes over sends the other one away', async () => {
  const { api, core } = open();
  const { meetingId } = await api.recorder.start(begin);
  const { tracks, sampleRate } = begin;
  const first = core.connect();
  const held = first.api.recorder.hold({ meetingId });
  await first.api.diagnostics.health();
  const other = core.connect().api;
  expect(await other.recorder.rejoin({ meetingId, tracks, sampleRate })).toMatchObject({ isHeld: true });
  const taking = other.recorder.hold({ meetingId });
  expect(await held).toEqual({ isTaken: true });
  first.close();
  expect((await api.recorder.list()).recordings).toMatchObject([{ state: 'recording' }]);
  await api.recorder.stop({ meetingId });
  expect(await taking).toEqual({ isTaken: false });
});
