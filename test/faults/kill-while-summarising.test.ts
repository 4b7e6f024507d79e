import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { integrityOf, lookInto } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { startProgram, type Program } from '../support/program.ts';
import { randomFrom } from '../support/random.ts';
import { randomTranscript } from '../support/random-transcript.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const MEETINGS = 5;
const KILLS = 4;
const random = randomFrom(seed);
const program = join(import.meta.dirname, '../support/job-program.ts');
const says = (running: Program, word: string) =>
  running.lines.filter((line) => line.startsWith(`${word} `)).length;

/** Meetings of two thousand words whose summaries wait. */
async function prepare(home: string): Promise<void> {
  const core = openTestCore(home, { leavesJobs: true });
  const { api } = core.connect();
  await api.jobs.pause();
  const titles = Array.from({ length: MEETINGS }, (_, index) => ({ title: String(index) }));
  const { meetings } = await api.meetings.createMany({ meetings: titles });
  for (const { id } of meetings) {
    const segments = randomTranscript(random, { words: 2000, speakers: 4, longest: 30 });
    plantTranscript(home, id, { segments: segments.map(({ text }) => ({ text })) });
  }
  await api.summaries.start({ meetingIds: meetings.map(({ id }) => id) });
  await core.close();
  const again = openTestCore(home, { leavesJobs: true });
  await again.connect().api.settings.update({ queuePaused: false });
  await again.close();
}

const madeIn = (home: string) =>
  lookInto(home, (db) => ({
    summaries: db
      .prepare(
        `SELECT title, version, state, is_chosen, content FROM summaries JOIN meetings ON seq = meeting_seq
         ORDER BY title`,
      )
      .all(),
    jobs: db.prepare('SELECT state, error FROM jobs ORDER BY seq').all(),
  }));

test('kill -9 at random moments: each meeting has one whole summary in the end, the same as undisturbed', async () => {
  const [waiting, calm, harsh] = [tempHome(), tempHome(), tempHome()];
  await prepare(waiting);
  for (const copy of [calm, harsh]) cpSync(waiting, copy, { recursive: true });

  const undisturbed = startProgram(program, [calm]);
  const started = performance.now();
  await until('all is done', () => says(undisturbed, 'done') >= MEETINGS);
  const tookMs = performance.now() - started;
  await undisturbed.kill();

  for (let kills = 0; kills < KILLS; kills += 1) {
    const running = startProgram(program, [harsh]);
    await until('it works', () => running.lines.length > 0);
    await delay(random(Math.ceil((tookMs * 2) / KILLS)));
    await running.kill();
    expect(integrityOf(harsh)).toBe('ok');
    for (const { state } of madeIn(harsh).summaries as { state: string }[]) expect(state).toBe('complete');
  }
  const last = startProgram(program, [harsh]);
  await until('all is done', () => {
    const { jobs } = madeIn(harsh) as { jobs: { state: string }[] };
    return jobs.every(({ state }) => state === 'done');
  });
  await last.kill();
  expect(madeIn(harsh)).toEqual(madeIn(calm));
  expect(madeIn(calm).summaries).toHaveLength(MEETINGS);
});
