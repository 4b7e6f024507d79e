import { expect, test } from 'vitest';
import { openEdits } from '../../../../test/support/edit-session.ts';
import { toMatch } from './find.ts';

const texts = ['the budget is small', 'no Budget, no fun', 'nothing here', 'budget'];

test('what is found is shown with what stands around it, and what it would become', async () => {
  const { api, id, segmentIds } = openEdits(texts);
  const { matches, total } = await api.edits.find({ id, text: 'budget', replacement: 'plan', limit: 2 });
  expect(total).toBe(3);
  expect(matches).toEqual([
    {
      ...{ segmentId: segmentIds[0], start: 4, end: 10, startMs: 0 },
      ...{ text: 'budget', before: 'the ', after: ' is small', replacement: 'plan' },
    },
    {
      ...{ segmentId: segmentIds[1], start: 3, end: 9, startMs: 3000 },
      ...{ text: 'Budget', before: 'no ', after: ', no fun', replacement: 'plan' },
    },
  ]);
  const far = { index: 0, start: 60, end: 61, replacement: null };
  const around = toMatch(far, { id: 'x', start_ms: 0, text: `${'👩'.repeat(30)}a${'👩'.repeat(30)}` });
  expect(around).toMatchObject({ before: '👩'.repeat(20), text: 'a', after: '👩'.repeat(20) });
  const odd = toMatch(
    { ...far, start: 61, end: 62 },
    { id: 'x', start_ms: 0, text: `x${'👩'.repeat(30)}a${'👩'.repeat(30)}` },
  );
  expect(odd.before.isWellFormed() && odd.after.isWellFormed()).toBe(true);
});

test('all of it is replaced in one step, or only what is chosen; a segment that is left blank goes', async () => {
  const { api, id, meetingId, segmentIds, texts: read, steps } = openEdits(texts);
  const { matches } = await api.edits.find({ id, text: 'budget' });
  const only = matches.slice(1).map(({ segmentId, start, end }) => ({ segmentId, start, end }));
  const stale = { segmentId: segmentIds[2] ?? '', start: 0, end: 6 };
  const some = await api.edits.replace({ id, text: 'budget', replacement: '', only: [...only, stale] });
  expect(some).toMatchObject({ replaced: 2, undo: 'replace', segments: [{ removed: [segmentIds[3]] }] });
  expect(await read()).toEqual(['the budget is small', 'no , no fun', 'nothing here']);
  await api.edits.undo({ meetingId });
  const rest = await api.edits.replace({ id, text: 'budget', replacement: 'plan', except: only });
  expect(rest).toMatchObject({ replaced: 1 });
  expect(await read()).toEqual(['the plan is small', ...texts.slice(1)]);
  await api.edits.undo({ meetingId });

  const pattern = { text: '(\\w+) budget', isPattern: true, replacement: '$1 $1 plan' };
  expect(await api.edits.replace({ id, ...pattern })).toMatchObject({ replaced: 2 });
  expect(await read()).toEqual(['the the plan is small', 'no no plan, no fun', 'nothing here', 'budget']);
  expect(await api.edits.replace({ id, text: 'not there', replacement: 'x' })).toMatchObject({ replaced: 0 });
  expect(await steps()).toEqual(['replace']);
  await api.edits.undo({ meetingId });
  expect(await read()).toEqual(texts);
});

test('times and likelihoods of the words around stay', async () => {
  const { api, id, segments } = openEdits(texts);
  const [before] = await segments();
  await api.edits.replace({ id, text: 'budget', replacement: 'whole plan' });
  const [after] = await segments();
  expect(after?.words.map(({ text }) => text)).toEqual(['the', ' whole', ' plan', ' is', ' small']);
  expect(after?.words.filter((_, at) => at !== 1 && at !== 2)).toEqual(
    before?.words.filter((_, at) => at !== 1),
  );
});

test('what somebody has changed since it was searched is left alone', async () => {
  const { api, id, segmentIds, texts: read } = openEdits(texts);
  const replacing = api.edits.replace({ id, text: 'budget', replacement: 'plan' });
  await api.edits.setText({ id: segmentIds[0] ?? '', text: 'my own budget' });
  expect(await replacing).toMatchObject({ replaced: 2 });
  expect(await read()).toEqual(['my own budget', 'no plan, no fun', 'nothing here', 'plan']);
});

test('too much is not replaced at all', async () => {
  const { api, id, texts: read } = openEdits(Array.from({ length: 11 }, () => 'a'.repeat(10_000)));
  const tooLarge = expect.objectContaining({ code: 'too_large' }) as unknown;
  await expect(api.edits.replace({ id, text: 'a', replacement: 'b' })).rejects.toEqual(tooLarge);
  expect((await read())[0]).toBe('a'.repeat(10_000));
});
