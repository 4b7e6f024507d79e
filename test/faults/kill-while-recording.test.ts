import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { integrityOf } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { firstWrongFrame, RATE, record, serveForRecording, tracks } from '../support/recording-client.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const random = randomFrom(seed);
const ROUNDS = 20;

test('kill -9 at twenty random moments: at most the last second is missing, and each recording is found and plays', async () => {
  const home = tempHome();
  const kept: { id: string; frames: number }[] = [];
  const missing: number[] = [];
  let last: ReturnType<typeof record>['state'] | undefined;

  /** After the next start: what the last round sent is there, and it is said that it was cut off. */
  async function check(api: Api): Promise<void> {
    if (!last) return;
    const { title, meetingId, sent, acknowledged } = last;
    const { items } = await api.meetings.list({});
    const meeting = items.find((one) => one.title === title);
    if (meetingId !== '') expect(meeting?.id).toBe(meetingId);
    const { endings } = await api.recorder.list();
    if (!meeting?.audio) {
      expect({ acknowledged, endings }).toEqual({ acknowledged: 0, endings: [] });
      return;
    }
    const { id } = meeting;
    const { frames, wrong } = firstWrongFrame(home, id);
    expect({ title, wrong }).toEqual({ title, wrong: -1 });
    expect(frames).toBeGreaterThanOrEqual(acknowledged);
    expect(frames).toBeGreaterThan(sent - RATE);
    const durationMs = Math.round((frames * 1000) / RATE);
    expect(endings).toEqual([{ meetingId: id, reason: 'crashed', durationMs }]);
    kept.push({ id, frames });
    missing.push((sent - frames) / RATE);
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    const { program, api } = await serveForRecording(home);
    await check(api);
    // The first rounds within the start itself; the later ones while sound comes in, twenty times as fast as it would.
    const recording = record(api, 10, `Talk ${String(round)}`);
    await new Promise((resolve) => setTimeout(resolve, round < 6 ? random(30) : 30 + random(1200)));
    await program.kill();
    await recording.ended;
    last = recording.state;
  }

  const core = openTestCore(home);
  const { api } = core.connect();
  await check(api);
  expect(kept.length).toBeGreaterThan(ROUNDS / 2);
  for (const { id: meetingId, frames } of kept) {
    const audio = await until('it is measured', async () => {
      const found = (await api.audio.get({ meetingId })).audio;
      return found?.state === 'ready' && found;
    });
    const durationMs = Math.round((frames * 1000) / RATE);
    expect(audio).toMatchObject({ isDamaged: false, isTwoTrack: true, durationMs });
    const { path } = await api.audio.link({ meetingId });
    expect(core.media(`/${path}`, 'bytes=0-1')?.status).toBe(206);
  }
  // Of those in which nothing was recorded, nothing is left.
  expect(readdirSync(join(home, 'media')).sort()).toEqual(kept.map(({ id }) => id).sort());
  await core.close();
  expect(integrityOf(home)).toBe('ok');
  console.info(
    `sent and not on the disk: at most ${Math.max(...missing).toFixed(3)} s in ${kept.length} recordings`,
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
