import { expect, test } from 'vitest';
import { writeTranscript } from '../support/edit-library.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';

/** It would try two to the power of sixty ways before it gave up. */
const runaway = { text: '(a+)+$', isPattern: true };

test('a pattern that runs away is ended, while everything else goes on, and the next one is found', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const { id: meetingId } = await api.meetings.create({ title: 'Talk' });
  const { id } = writeTranscript(home, meetingId, [{ text: `${'a'.repeat(60)}!`, startMs: 0, endMs: 1000 }]);
  const tooSlow = expect.objectContaining({ code: 'pattern_too_slow' }) as unknown;
  const state = { isOver: false };
  await api.edits.find({ id, text: '!' });
  const finding = expect(api.edits.find({ id, ...runaway }))
    .rejects.toEqual(tooSlow)
    .finally(() => (state.isOver = true));
  const waiting = api.edits.find({ id, text: '!', isPattern: true });
  expect(await api.edits.find({ id, text: '!' })).toMatchObject({ total: 1 });
  expect(state.isOver).toBe(false);
  let answered = 0;
  while (!state.isOver) {
    await api.meetings.get({ id: meetingId });
    answered += 1;
    await new Promise(setImmediate);
  }
  await finding;
  expect(answered).toBeGreaterThan(10);
  expect(await waiting).toMatchObject({ total: 1 });
  await expect(api.edits.replace({ id, ...runaway, replacement: '' })).rejects.toEqual(tooSlow);

  // Whoever does not want to wait ends it at once.
  const controller = new AbortController();
  const cancelled = api.edits.find({ id, ...runaway }, { signal: controller.signal });
  controller.abort();
  await expect(cancelled).rejects.toEqual(expect.objectContaining({ code: 'cancelled' }));
  expect(await api.edits.find({ id, text: 'A', matchCase: true })).toMatchObject({ total: 0 });
  const bad = expect.objectContaining({ code: 'bad_pattern' }) as unknown;
  await expect(api.edits.find({ id, text: '(', isPattern: true })).rejects.toEqual(bad);
});
