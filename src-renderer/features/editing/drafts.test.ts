import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { AppError, wrapError } from '../../../src-main/rpc/errors.ts';
import { createDrafts, type DraftsState } from './drafts.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const segment = (text: string): Segment => ({
  ...{ id: 'a', startMs: 0, endMs: 10, text, speakerId: null, noSpeechProbability: null, words: [] },
});

/** A library of one segment, whose text others may change as well. */
function stage() {
  const library = { text: 'Hello', isAway: false, isGone: false, losesAnswer: false };
  const saves: string[] = [];
  const gone: string[] = [];
  const failed: string[] = [];
  let state: DraftsState = { status: 'saved', conflicts: [] };
  let held = false;
  const drafts = createDrafts({
    async save(id, before, text) {
      await Promise.resolve();
      if (text.length > 11) throw new AppError('invalid_input', '');
      if (id !== 'a') return void saves.push(text);
      if (library.isAway) throw new AppError('disconnected', '');
      if (library.isGone) throw new AppError('not_found', '');
      if (before !== library.text) throw new AppError('conflict', '', { segment: segment(library.text) });
      library.text = text;
      saves.push(text);
      if (library.losesAnswer) {
        library.losesAnswer = false;
        throw new AppError('disconnected', '');
      }
    },
    isHeld: (_, text) => held && text.trim() === '',
    gone: (text) => gone.push(text),
    changed: (next) => {
      state = next;
    },
    failed: (error) => failed.push(wrapError(error).code),
  });
  const type = (text: string) => {
    drafts.type({ meetingId: 'm', segmentId: 'a', stored: library.text }, text);
  };
  return {
    ...{ library, saves, gone, failed, drafts, type },
    state: () => state,
    hold: (is: boolean) => {
      held = is;
    },
  };
}

test('what is typed is saved after a pause, in one go', async () => {
  const { type, saves, state, drafts } = stage();
  type('Hell');
  type('Hell no');
  expect(state().status).toBe('unsaved');
  expect(saves).toEqual([]);
  await vi.advanceTimersByTimeAsync(450);
  expect(saves).toEqual(['Hell no']);
  expect(state().status).toBe('saved');
  expect(drafts.isEmpty).toBe(true);
});

test('whoever types on without a pause is saved all the same', async () => {
  const { type, saves } = stage();
  for (let letters = 1; letters <= 10; letters += 1) {
    type('abcdefghij'.slice(0, letters));
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(saves[0]).toBe('abcdefg');
});

test('what the library will not take is said, kept, and holds nothing else up', async () => {
  const { drafts, type, saves, failed, state } = stage();
  type('far too long');
  drafts.type({ meetingId: 'm', segmentId: 'b', stored: '' }, 'Next');
  expect(await drafts.flush('m')).toBe(false);
  expect(saves).toEqual(['Next']);
  expect(failed).toEqual(['invalid_input']);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(failed).toHaveLength(1);
  // Who wants to do something else is told again why not.
  expect(await drafts.flush('m')).toBe(false);
  expect(failed).toHaveLength(2);
  expect(state().status).toBe('unsaved');
  type('shorter');
  expect(await drafts.flush('m')).toBe(true);
  expect(saves).toEqual(['Next', 'shorter']);
});

test('what is typed while it is sent is sent next', async () => {
  const { drafts, type, saves, library } = stage();
  type('One');
  const done = drafts.flush();
  drafts.type({ meetingId: 'm', segmentId: 'a', stored: 'Hello' }, 'One two');
  expect(await done).toBe(true);
  expect(saves).toEqual(['One', 'One two']);
  expect(library.text).toBe('One two');
});

test('without a connection it is kept and sent again, and what had arrived is no conflict', async () => {
  const { drafts, type, saves, library, state } = stage();
  library.isAway = true;
  type('Kept');
  expect(await drafts.flush('m')).toBe(false);
  expect(drafts.textOf('a')).toBe('Kept');
  library.isAway = false;
  library.losesAnswer = true;
  expect(await drafts.flush('m')).toBe(false);
  expect(await drafts.flush('m')).toBe(true);
  expect(saves).toEqual(['Kept']);
  expect(state()).toEqual({ status: 'saved', conflicts: [] });
});

test.each([
  ['mine', 'Mine', 'Mine'],
  ['theirs', null, 'Theirs'],
  ['both', 'Theirs Mine', 'Theirs Mine'],
])('another window wrote as well: keep %s', async (_, kept, expected) => {
  const { drafts, type, library, state } = stage();
  type('Mine');
  library.text = 'Theirs';
  expect(await drafts.flush('m')).toBe(false);
  expect(state().conflicts).toMatchObject([{ meetingId: 'm', mine: 'Mine', theirs: { text: 'Theirs' } }]);
  expect(await drafts.flush('another')).toBe(true);
  expect(library.text).toBe('Theirs');
  expect(await drafts.resolve('a', kept)).toBe(true);
  expect(library.text).toBe(expected);
  expect(state().conflicts).toEqual([]);
});

test('the words of a segment that is gone are handed back', async () => {
  const { drafts, type, gone, library } = stage();
  type('Precious');
  library.isGone = true;
  await drafts.flush();
  expect(gone).toEqual(['Precious']);
  expect(drafts.isEmpty).toBe(true);
});

test('what is blank for a moment is not sent before one leaves it', async () => {
  const { drafts, type, saves, hold } = stage();
  hold(true);
  type(' ');
  await vi.advanceTimersByTimeAsync(1000);
  expect(saves).toEqual([]);
  hold(false);
  await drafts.flush();
  expect(saves).toEqual([' ']);
});

test('typed back to what it was: nothing to save', async () => {
  const { drafts, type, saves } = stage();
  type('Hell');
  type('Hello');
  expect(drafts.isEmpty).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(saves).toEqual([]);
});
