import { expect, test, vi } from 'vitest';
import { AppError } from '../../../src-main/rpc/errors.ts';
import { createNotesSession, type NotesState, type Version } from './notes-session.ts';

/** One meeting in a library that several windows write to. */
function library(notes = 'start') {
  let stored: Version = { notes, revision: 1 };
  const write = (text: string) => (stored = { notes: text, revision: stored.revision + 1 });
  return {
    read: () => Promise.resolve(stored),
    save: (text: string, ifRevision: number) =>
      ifRevision === stored.revision
        ? Promise.resolve(write(text))
        : Promise.reject(new AppError('conflict', 'changed')),
    write,
    restore: (backup: Version) => (stored = backup),
    touch: () => (stored = { ...stored, revision: stored.revision + 1 }),
    get stored() {
      return stored;
    },
  };
}

function open(lib: ReturnType<typeof library>, save = lib.save) {
  const states: NotesState[] = [];
  const failed = vi.fn();
  const changed = (state: NotesState) => states.push(state);
  const session = createNotesSession(lib.stored, { save, read: lib.read, changed, failed });
  return { session, states, failed };
}

test('what is typed is saved', async () => {
  const lib = library();
  const { session } = open(lib);
  session.type('start and more');
  expect(session.state.status).toBe('unsaved');
  await session.flush();
  expect(lib.stored.notes).toBe('start and more');
  expect(session.state).toEqual({ draft: 'start and more', status: 'saved', theirs: null });
});

test('typing goes on while a save runs, and all of it is saved', async () => {
  const lib = library();
  const { session } = open(lib);
  session.type('one');
  const saving = session.flush();
  session.type('one two');
  await saving;
  expect(lib.stored.notes).toBe('one two');
  expect(session.isSettled).toBe(true);
});

test('a change of another field elsewhere is no conflict', async () => {
  const lib = library();
  const { session } = open(lib);
  lib.touch();
  session.type('mine');
  await session.flush();
  expect(lib.stored.notes).toBe('mine');
  expect(session.state.theirs).toBeNull();
});

test('untouched notes follow the other window', async () => {
  const lib = library();
  const { session } = open(lib);
  session.hear(lib.write('theirs').revision);
  await session.flush();
  expect(session.state).toEqual({ draft: 'theirs', status: 'saved', theirs: null });
});

test.each([
  ['mine', 'mine'],
  ['theirs', 'theirs'],
  ['both', 'theirs\n\nmine'],
] as const)('in a conflict both are kept until one is chosen: %s', async (choice, result) => {
  const lib = library();
  const { session } = open(lib);
  session.type('mine');
  lib.write('theirs');
  await session.flush();
  expect(session.state).toEqual({ draft: 'mine', status: 'unsaved', theirs: 'theirs' });
  expect(lib.stored.notes).toBe('theirs');
  await session.resolve(choice);
  expect(lib.stored.notes).toBe(result);
  expect(session.state).toEqual({ draft: result, status: 'saved', theirs: null });
});

test('a failed save keeps the draft and is tried again', async () => {
  const lib = library();
  let isFull = true;
  const save = (text: string, revision: number) =>
    isFull ? Promise.reject(new AppError('disk_full', 'full')) : lib.save(text, revision);
  const { session, failed } = open(lib, save);
  session.type('kept');
  await session.flush();
  expect(failed).toHaveBeenCalledOnce();
  expect(session.state).toMatchObject({ draft: 'kept', status: 'unsaved' });
  isFull = false;
  await session.flush();
  expect(lib.stored.notes).toBe('kept');
  session.end();
});

test('the echo of an own save is not taken for a change by others', async () => {
  const lib = library();
  const { session } = open(lib, async (text, revision) => {
    const after = await lib.save(text, revision);
    session.hear(after.revision);
    session.type('typed on');
    return after;
  });
  session.type('first');
  await session.flush();
  await session.flush();
  expect(lib.stored.notes).toBe('typed on');
  expect(session.state.theirs).toBeNull();
  session.end();
});

test('a restored library counts from further back, and is believed', async () => {
  const lib = library();
  for (let count = 0; count < 3; count += 1) lib.touch();
  const clean = open(lib).session;
  const dirty = open(lib).session;
  dirty.type('mine');
  lib.restore({ notes: 'older', revision: 1 });
  clean.renew();
  dirty.renew();
  await clean.flush();
  await dirty.flush();
  expect(clean.state).toEqual({ draft: 'older', status: 'saved', theirs: null });
  expect(dirty.state).toEqual({ draft: 'mine', status: 'unsaved', theirs: 'older' });
  await dirty.resolve('mine');
  expect(lib.stored).toEqual({ notes: 'mine', revision: 2 });
});

test('a save that is refused again and again waits before the next try', async () => {
  const lib = library();
  const save = vi.fn(() => Promise.reject(new AppError('conflict', 'changed')));
  const { session } = open(lib, save);
  session.type('mine');
  await session.flush();
  expect(save).toHaveBeenCalledTimes(2);
  expect(session.state).toEqual({ draft: 'mine', status: 'unsaved', theirs: null });
  session.end();
});

test('what was stored although the answer got lost is no conflict with oneself', async () => {
  const lib = library();
  let isLost = true;
  const { session } = open(lib, async (text, revision) => {
    const after = await lib.save(text, revision);
    if (!isLost) return after;
    isLost = false;
    throw new AppError('disconnected', 'lost');
  });
  session.type('one');
  const saving = session.flush();
  session.type('one two');
  await saving;
  await session.flush();
  expect(lib.stored.notes).toBe('one two');
  expect(session.state.theirs).toBeNull();
  session.end();
});

test('on leaving, only what is small and sent surely arrives', async () => {
  const lib = library();
  const { session } = open(lib);
  expect(session.leave()).toBe(true);
  session.type('small');
  expect(session.leave()).toBe(true);
  session.type('small, and typed on');
  expect(session.leave()).toBe(false);
  await session.flush();
  expect(session.leave()).toBe(true);
  session.type('x'.repeat(100_000));
  expect(session.leave()).toBe(false);
  await session.flush();
  expect(lib.stored.notes).toHaveLength(100_000);
});
