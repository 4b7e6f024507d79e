import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { integrityOf } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { firstWrongFrame, RATE, record, serveForRecording, tracks } from '../support/recording-client.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const random = randomFrom(seed);
const ROUNDS = 20;

test('kill -9 at twenty random moments: at most the last second is missing, and the recording plays', async () => {
  const missing: number[] = [];
  let begun = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const home = tempHome();
    const { program, api } = await serveForRecording(home);
    // The first rounds within the start itself; the later ones while sound comes in, twenty times as fast as it would.
    const recording = record(api, 10);
    await new Promise((resolve) => setTimeout(resolve, round < 6 ? random(30) : 30 + random(1200)));
    await program.kill();
    await recording.ended;
    const { meetingId, sent, acknowledged } = recording.state;

    const core = openTestCore(home);
    const after = core.connect().api;
    const { items } = await after.meetings.list({});
    const [meeting] = items;
    if (meetingId !== '') expect(items.map(({ id }) => id)).toEqual([meetingId]);
    if (meeting?.audio && meeting.audio !== 'removed') {
      begun += 1;
      const { frames, wrong } = firstWrongFrame(home, meeting.id);
      expect({ round, wrong }).toEqual({ round, wrong: -1 });
      missing.push((sent - frames) / RATE);
      expect(frames).toBeGreaterThanOrEqual(acknowledged);
      expect(frames).toBeGreaterThan(sent - RATE);
      await until('it is measured', async () => {
        const { audio } = await after.audio.get({ meetingId: meeting.id });
        return audio?.state === 'ready';
      });
      const { audio } = await after.audio.get({ meetingId: meeting.id });
      expect(audio).toMatchObject({ isDamaged: false, isTwoTrack: true });
      expect(audio?.durationMs).toBe(Math.round((frames * 1000) / RATE));
      const { path } = await after.audio.link({ meetingId: meeting.id });
      expect(core.media(`/${path}`, 'bytes=0-1')?.status).toBe(206);
      // The very window that was recording could go on.
      const { recording: again } = await after.recorder.rejoin({
        meetingId: meeting.id,
        tracks,
        sampleRate: RATE,
      });
      expect(again.frames).toBe(frames);
    } else {
      // Nothing was recorded, and nothing of it is left.
      expect(acknowledged).toBe(0);
      if (existsSync(join(home, 'media'))) expect(readdirSync(join(home, 'media'))).toEqual([]);
    }
    await core.close();
    expect(integrityOf(home)).toBe('ok');
  }
  expect(begun).toBeGreaterThan(ROUNDS / 2);
  console.info(
    `sent and not on the disk: at most ${Math.max(...missing).toFixed(3)} s in ${begun} recordings`,
  );
});

test('a recording whose window is killed with the app goes on when both come back', async () => {
  const home = tempHome();
  const first = await serveForRecording(home);
  const recording = record(first.api, 10);
  await until('a second has been sent', () => recording.state.acknowledged > RATE);
  await first.program.kill();
  await recording.ended;
  const { meetingId } = recording.state;
  const { program, api } = await serveForRecording(home);
  // At once, while the sound may still be being measured.
  const { recording: again } = await api.recorder.rejoin({ meetingId, tracks, sampleRate: RATE });
  expect(again.frames).toBeGreaterThanOrEqual(recording.state.acknowledged);
  expect((await api.meetings.get({ id: meetingId })).audio).toBe('recording');
  const { durationMs } = await api.recorder.stop({ meetingId });
  expect(durationMs).toBe(Math.round((again.frames * 1000) / RATE));
  await until('it is ready', async () => (await api.meetings.get({ id: meetingId })).audio === 'ready');
  await program.kill();
});

/** Each point at which a start can be cut off, made by hand: a kill finds the narrow ones too seldom. */
test('whatever a start that was cut off left is either a recording or nothing', async () => {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  const { meetingId } = await api.recorder.start({ title: 'Talk', tracks, sampleRate: RATE });
  const copies = ['before its row', 'with its row'];
  const homes = copies.map(() => tempHome());
  for (const copy of homes) cpSync(join(home, 'media'), join(copy, 'media'), { recursive: true });
  cpSync(join(home, 'library.db'), join(homes[1] ?? '', 'library.db'));
  cpSync(join(home, 'library.db-wal'), join(homes[1] ?? '', 'library.db-wal'));
  await core.close();
  for (const [index, copy] of homes.entries()) {
    const opened = openTestCore(copy);
    const { items } = await opened.connect().api.meetings.list({});
    expect(items.map(({ id, audio }) => [id, audio])).toEqual(index === 0 ? [] : [[meetingId, null]]);
    expect(readdirSync(join(copy, 'media'))).toEqual([]);
    await opened.close();
  }
});
