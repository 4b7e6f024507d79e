import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createMeetings, setTrashed, writeTranscript } from '../../../../test/support/edit-library.ts';
import { openEdits } from '../../../../test/support/edit-session.ts';

const correction = { text: 'Meyer', replacement: 'Meier', wholeWord: true, matchCase: true };

/** Beside the first meeting: one with two versions, one in the trash, and one where the word is another. */
function openLibrary() {
  const edits = openEdits(['Ask Meyer, or Meyer’s boss.', 'Not Meyerbeer, not meyer.', 'Meyer']);
  const { db, home } = edits;
  const add = (title: string, texts: string[], isChosen = true, meeting?: string) => {
    const [meetingId = ''] = meeting === undefined ? createMeetings(db, [{ title }]) : [meeting];
    const said = texts.map((text, at) => ({ text, startMs: at * 3000, endMs: at * 3000 + 2000 }));
    return { meetingId, ...writeTranscript(home, meetingId, said, isChosen) };
  };
  const second = add('Second', ['Dear Meyer']);
  const old = add('Second', ['Old Meyer'], false, second.meetingId);
  const trashed = add('Trashed', ['Gone Meyer']);
  setTrashed(db, [trashed.meetingId], true);
  add('Third', ['Nobody']);
  return { ...edits, second, old, trashed };
}

test('what a correction would change is shown before, over the whole library', async () => {
  const { api, meetingId, second, texts } = openLibrary();
  const progress: unknown[] = [];
  const run = randomUUID();
  api.corrections.progressed((own) => progress.push(own));
  const preview = await api.corrections.preview({ ...correction, run });
  expect(preview).toMatchObject({ meetings: 2, matches: 4 });
  expect(preview.samples).toHaveLength(2);
  expect(preview.samples).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ meetingId, before: 'Ask ', text: 'Meyer', replacement: 'Meier' }) as unknown,
      expect.objectContaining({ meetingId: second.meetingId, title: 'Second', before: 'Dear ' }) as unknown,
    ]),
  );
  expect(progress).toEqual([{ run, done: 3, total: 3 }]);
  expect((await texts())[0]).toContain('Meyer');
});

test('it is made in each meeting as one step, and in nothing that is not shown', async () => {
  const { api, meetingId, second, old, trashed, texts, steps } = openLibrary();
  expect(await api.corrections.apply(correction)).toEqual({ meetings: 2, matches: 4 });
  expect(await texts()).toEqual(['Ask Meier, or Meier’s boss.', 'Not Meyerbeer, not meyer.', 'Meier']);
  expect(await texts(second.id)).toEqual(['Dear Meier']);
  expect(await texts(old.id)).toEqual(['Old Meyer']);
  expect(await texts(trashed.id)).toEqual(['Gone Meyer']);
  expect(await steps()).toEqual(['correction']);
  await api.edits.undo({ meetingId });
  expect((await texts())[0]).toContain('Meyer');
  expect(await texts(second.id)).toEqual(['Dear Meier']);
  expect(await api.corrections.apply({ ...correction, text: 'nowhere' })).toEqual({
    meetings: 0,
    matches: 0,
  });
});

test('a meeting that is being transcribed is left out', async () => {
  const { api, db, id, session } = openLibrary();
  db.run(`UPDATE transcripts SET state = 'partial' WHERE id = ?`, id);
  session.jobs.push({ kind: 'transcribe' });
  expect(await api.corrections.apply(correction)).toEqual({ meetings: 1, matches: 1 });
});

test('a term is learnt once, as it was written last', async () => {
  const { api } = openEdits([]);
  expect(await api.corrections.learn({ term: ' Meier ' })).toEqual({ vocabulary: 'Meier' });
  await api.corrections.learn({ term: 'Zoë' });
  expect(await api.corrections.learn({ term: 'MEIER' })).toEqual({ vocabulary: 'Zoë, MEIER' });
  const full = expect.objectContaining({ code: 'too_large' }) as unknown;
  const learnMuch = async () => {
    for (let at = 0; at < 20; at += 1) await api.corrections.learn({ term: `${'x'.repeat(190)}${at}` });
  };
  await expect(learnMuch()).rejects.toEqual(full);
});
