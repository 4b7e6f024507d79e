import { setImmediate } from 'node:timers/promises';
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
  expect(around).toMatchObject({ before: `…${'👩'.repeat(20)}`, text: 'a', after: `${'👩'.repeat(20)}…` });
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

test('however much is replaced, others get their turn in between', async () => {
  const long = Array.from({ length: 1900 }, (_, at) => (at % 14 === 0 ? 'plan' : 'word')).join(' ');
  const { api, id } = openEdits(Array.from({ length: 40 }, () => long));
  let turns = 0;
  const replacing = api.edits.replace({ id, text: 'plan', replacement: 'team' });
  const isDone = replacing.then(() => true);
  while (!(await Promise.race([isDone, setImmediate(false)]))) turns += 1;
  expect(turns).toBeGreaterThan(3);
  expect(await replacing).toMatchObject({ replaced: 40 * 136 });
});

test('a passage that would become too long to be edited is refused, and one that is so already may get shorter', async () => {
  const tooLarge = expect.objectContaining({ code: 'too_large' }) as unknown;
  const long = ['a a', 'b'.repeat(6000), 'c'.repeat(6000), 'd '.repeat(6000)];
  const { api, id, segmentIds, texts: read } = openEdits(long);
  const [first = '', second = '', third = '', fourth = ''] = segmentIds;
  const before = await read();
  await expect(api.edits.replace({ id, text: 'b', replacement: 'bc' })).rejects.toEqual(tooLarge);
  await expect(api.edits.join({ id: third })).rejects.toEqual(tooLarge);
  await expect(api.edits.setText({ id: first, text: 'x'.repeat(10_001) })).rejects.toEqual(tooLarge);
  await expect(api.edits.setText({ id: fourth, text: 'e'.repeat(12_001) })).rejects.toEqual(tooLarge);
  expect(await read()).toEqual(before);
  await api.edits.setText({ id: fourth, text: `${'d '.repeat(5990)}end`, before: before[3] ?? '' });
  await api.edits.replace({ id, text: 'd', replacement: 'e' });
  await api.edits.split({ id: fourth, at: 11_000 });
  await api.edits.join({ id: second });
  expect((await read())[0]).toHaveLength(6004);
});

test('a segment of which nothing can be seen goes, however that came about, and none is split off', async () => {
  const { api, id, segmentIds, texts: read } = openEdits(['one', 'two', 'three\u200b']);
  const [first = '', , third = ''] = segmentIds;
  await api.edits.setText({ id: first, text: '\u200b\u00ad' });
  await api.edits.replace({ id, text: 'two', replacement: '\u2060' });
  const nothing = expect.objectContaining({ code: 'invalid_input' }) as unknown;
  await expect(api.edits.split({ id: third, at: 5 })).rejects.toEqual(nothing);
  expect(await read()).toEqual(['three\u200b']);
});

test('a place that was seen in another text is refused, not taken for what stands there now', async () => {
  const { api, id, segmentIds, texts: read } = openEdits(['aa, aa, aa']);
  const segmentId = segmentIds[0] ?? '';
  const found = await api.edits.find({ id, text: 'aa', limit: 1 });
  expect(found.texts).toEqual([{ segmentId, text: 'aa, aa, aa' }]);
  const except = [{ segmentId, start: 0, end: 2, before: 'aa, aa, aa' }];
  await api.edits.setText({ id: segmentId, text: 'bb, aa, aa' });
  const wanted = { id, text: 'aa', replacement: 'x' };
  const refused: unknown = expect.objectContaining({ code: 'conflict' });
  await expect(api.edits.replace({ ...wanted, except })).rejects.toEqual(refused);
  await expect(api.edits.replace({ ...wanted, only: except })).rejects.toEqual(refused);
  expect(await read()).toEqual(['bb, aa, aa']);
  const now = except.map((place) => ({ ...place, start: 4, end: 6, before: 'bb, aa, aa' }));
  await api.edits.replace({ ...wanted, except: now });
  expect(await read()).toEqual(['bb, aa, x']);
});
