import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RecordingEnd } from '../../src-main/contract/recorder.ts';
import { wrapError } from '../../src-main/rpc/errors.ts';
import { integrityOf } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { chunkAt, firstWrongFrame, RATE, tracks } from '../support/recording-client.ts';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { until } from '../support/until.ts';

const begin = { title: 'Talk', tracks, sampleRate: RATE };

describe.skipIf(whyNoSmallDisk() !== undefined)('a disk that fills while a recording runs', () => {
  async function open(minFreeMegabytes: number) {
    const disk = smallDisk(72);
    const home = join(disk.folder, 'library');
    const core = openTestCore(home);
    const { api } = core.connect();
    await api.settings.update({ minFreeMegabytes });
    const ends: RecordingEnd[] = [];
    api.recorder.ended(({ reason }) => void ends.push(reason));
    return { disk, home, core, api, ends };
  }

  test.each([
    ['stops short of what the settings keep free', 4],
    ['is full to the last byte', 0],
  ])('%s: it says so, keeps what was recorded, and the library is sound', async (_name, minFree) => {
    const { disk, home, core, api, ends } = await open(minFree);
    const { meetingId } = await api.recorder.start(begin);
    disk.fill(12_000_000);
    let acknowledged = 0;
    const error = await (async () => {
      for (;;)
        ({ frames: acknowledged } = await api.recorder.append({
          meetingId,
          frame: acknowledged,
          data: chunkAt(acknowledged),
        }));
    })().catch((thrown: unknown) => wrapError(thrown));
    expect(error).toMatchObject({ code: 'disk_full' });
    expect(ends).toEqual(['disk_full']);
    expect(acknowledged / RATE).toBeGreaterThan(20);
    await expect(api.recorder.start(begin)).rejects.toMatchObject({ code: 'disk_full' });
    expect((await api.meetings.list({})).items).toHaveLength(1);
    if (minFree > 0) {
      await until(
        'it is measured',
        async () => (await api.meetings.get({ id: meetingId })).audio === 'ready',
      );
    }
    disk.makeRoom();
    await until('its row says that it has ended', async () => {
      const { audio } = await api.meetings.get({ id: meetingId });
      return audio === 'working' || audio === 'ready';
    });
    const { durationMs } = await api.meetings.get({ id: meetingId });
    expect(durationMs).toBe(Math.round((acknowledged * 1000) / RATE));
    expect(firstWrongFrame(home, meetingId)).toEqual({ frames: acknowledged, wrong: -1 });
    await api.meetings.create({ title: 'And on it goes' });
    await core.close();
    expect(integrityOf(home)).toBe('ok');
  });

  test('a start without room is refused, and leaves nothing', async () => {
    const { disk, home, api } = await open(0);
    disk.fill(20_000_000);
    await expect(api.recorder.start(begin)).rejects.toMatchObject({ code: 'disk_full' });
    expect((await api.meetings.list({})).items).toEqual([]);
    disk.makeRoom();
    await api.recorder.start(begin);
    expect(home).toContain('library');
  });

  test('one that can not be measured for want of room is measured once there is some', async () => {
    const { disk, api } = await open(0);
    const { meetingId } = await api.recorder.start(begin);
    for (let frame = 0; frame < RATE; frame += RATE / 5)
      await api.recorder.append({ meetingId, frame, data: chunkAt(frame) });
    await api.recorder.stop({ meetingId });
    // Before the decoder has started: neither the waveform nor the row finds room.
    disk.fill();
    const sound = async () => (await api.audio.get({ meetingId })).audio;
    await until('measuring it has failed', async () => {
      const { items } = await api.logs.list({ text: 'a sound could not be measured' });
      return items.length > 0;
    });
    expect((await sound())?.state).toBe('working');
    disk.makeRoom();
    await until('it is measured', async () => (await sound())?.state === 'ready');
    expect((await sound())?.loudness).toBeLessThan(0);
    expect((await api.audio.peaks({ meetingId })).data.length).toBeGreaterThan(0);
  });

  test('a crash on a full disk: the library opens, and once there is room the recording is found', async () => {
    const { disk, home, core, api } = await open(0);
    const { meetingId } = await api.recorder.start(begin);
    for (let frame = 0; frame < 5 * RATE; frame += RATE / 5)
      await api.recorder.append({ meetingId, frame, data: chunkAt(frame) });
    const copy = join(disk.folder, 'crashed');
    cpSync(home, copy, { recursive: true, filter: (path) => !path.endsWith('.lock') });
    await core.close();
    disk.fill();
    const full = openTestCore(copy);
    await full.connect().api.library.status();
    await full.close();
    disk.makeRoom();
    const after = openTestCore(copy);
    const meeting = await after.connect().api.meetings.get({ id: meetingId });
    expect(meeting.durationMs).toBe(5000);
    expect(firstWrongFrame(copy, meetingId)).toEqual({ frames: 5 * RATE, wrong: -1 });
    await after.close();
    expect(integrityOf(copy)).toBe('ok');
  });
});
