import { expect, onTestFinished, test, vi } from 'vitest';
import { wrapError } from '../../src-main/rpc/errors.ts';
import { rowReader, writeReview, writeTrackSpeaker, writeTranscript } from '../support/edit-library.ts';
import { createOperations } from '../support/edit-operations.ts';
import { openEditSession, type EditApi } from '../support/edit-session.ts';
import { bare, openWindow, problemsOf, type EditWindow } from '../support/edit-window.ts';
import { openFile } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';

const OPERATIONS = 5000;
const RESTART_AFTER = 250;
const refusals = ['conflict', 'invalid_input', 'name_taken', 'not_found'];
const words = 'so the plan is that we meet on Monday and see what there is';

/** A meeting with two versions, a speaker of a track, and spans to look at. */
async function writeMeeting(home: string): Promise<string> {
  const core = openTestCore(home);
  const { id: meetingId } = await core.connect().api.meetings.create({ title: 'Talk' });
  await core.close();
  const speakerId = writeTrackSpeaker(home, meetingId, 'microphone');
  const said = (count: number) =>
    Array.from({ length: count }, (_, at) => {
      const text = words
        .split(' ')
        .slice(at % 5, 6 + (at % 9))
        .join(' ');
      return { text, startMs: at * 3000, endMs: at * 3000 + 2900, ...(at % 2 === 0 && { speakerId }) };
    });
  for (const isChosen of [true, false]) {
    const { id } = writeTranscript(home, meetingId, said(isChosen ? 40 : 20), isChosen);
    for (const startMs of [3000, 12_000, 30_000]) {
      const after = [0, 1500].map((ms) => {
        return { text: 'or so they say', startMs: startMs + ms, endMs: startMs + ms + 1000 };
      });
      writeReview(home, id, [startMs, startMs + 2900], after);
    }
  }
  return meetingId;
}

test('five thousand edits of two windows, undone, redone, over restarts: nothing is lost, and all can be taken back', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const home = tempHome();
  const meetingId = await writeMeeting(home);
  const random = randomFrom(seed);
  const operation = createOperations(random, meetingId);
  const file = openFile(home);

  async function open() {
    const session = openEditSession(home);
    const one = await openWindow(session.connect(), meetingId);
    return { session, windows: [one, await openWindow(session.connect(), meetingId)] as const };
  }
  let { session, windows } = await open();
  const restart = async () => {
    session.close();
    ({ session, windows } = await open());
  };
  const counted = file.prepare('SELECT count(*) FROM edits WHERE is_undone = 0').pluck();
  const stepsMade = () => counted.get() as number;

  const shown = file.prepare('SELECT id FROM transcripts WHERE is_chosen = 1').pluck();
  const rows = rowReader(file);
  const start = rows();
  let now = start;
  /** What undo and redo must come to, the next one last. */
  const before: string[] = [];
  let after: string[] = [];
  const counts = { made: 0, merged: 0, refused: 0, walked: 0 };

  /** One back, or forth again. */
  async function walk(api: EditApi, what: 'undo' | 'redo'): Promise<void> {
    const [from, to] = what === 'undo' ? [before, after] : [after, before];
    await api.edits[what]({ meetingId });
    const wanted = from.pop();
    if (wanted !== undefined) to.push(now);
    now = wanted ?? now;
    expect(rows()).toBe(now);
    counts.walked += 1;
  }

  async function change(window: EditWindow): Promise<void> {
    const [sees] = windows;
    sees.listen();
    const texts = sees.transcripts.map(({ id }) => ({ id, segments: sees.of(id) }));
    const steps = stepsMade();
    const { call, text } = await operation(window);
    const error = await call().then(
      () => undefined,
      (reason: unknown) => wrapError(reason).code,
    );
    const then = rows();
    if (error !== undefined) {
      expect(refusals).toContain(error);
      expect(then).toBe(now);
      counts.refused += 1;
      return;
    }
    const more = stepsMade() - steps;
    // What is typed in one go becomes one step with what was typed before, and none where nothing is left of it.
    if (more === 1) before.push(now);
    else if (more === -1) expect(then).toBe(before.pop());
    else expect(more).toBe(0);
    // A step that changes nothing would be one to take back for nothing, and what was undone would be lost.
    if (more === 1) expect(then).not.toBe(now);
    if (then !== now) {
      after = [];
      counts[more === 1 ? 'made' : 'merged'] += 1;
    }
    now = then;
    sees.listen();
    for (const { id, segments } of texts)
      expect(bare(sees.of(id))).toBe(text?.id === id ? text.of(segments) : bare(segments));
  }

  for (let done = 1; done <= OPERATIONS; done += 1) {
    vi.setSystemTime(Date.now() + random(4000));
    const window = windows[random(2)] ?? windows[0];
    const isOtherShown = window.transcripts.some(({ id, isChosen }) => isChosen !== (id === shown.get()));
    // One of them may not have heard yet what the other one did, but writes in the version that is shown.
    if (isOtherShown || random(3) > 0) window.listen();
    if (done % RESTART_AFTER === 0) await restart();
    else if (random(8) === 0)
      for (let left = 1 + random(4); left > 0; left -= 1) await walk(window.api, 'undo');
    else if (random(9) === 0)
      for (let left = 1 + random(4); left > 0; left -= 1) await walk(window.api, 'redo');
    else await change(window);
    windows[0].listen();
    expect(windows[0].transcripts.flatMap((version) => [...problemsOf(windows[0], version)])).toEqual([]);
    if (done % 50 > 0) continue;
    windows[1].listen();
    for (const { id } of windows[0].transcripts) expect(windows[1].of(id)).toEqual(windows[0].of(id));
  }

  console.info(JSON.stringify(counts));
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(100);
  const end = now;
  const steps = before.length;
  while (before.length > 0) await walk(windows[0].api, 'undo');
  expect(now).toBe(start);
  await restart();
  for (let left = steps; left > 0; left -= 1) await walk(windows[1].api, 'redo');
  expect(now).toBe(end);
  session.close();
  file.close();
});
