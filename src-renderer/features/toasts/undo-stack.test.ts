import { expect, test, vi } from 'vitest';
import { AppError } from '../../../src-main/rpc/errors.ts';
import { createUndoStack } from './undo-stack.ts';

const done = Promise.resolve();
const ignore = () => undefined;

/** A library in which only some meetings are left. */
const restoring = (left: readonly string[]) =>
  vi.fn((ids: readonly string[]) => {
    const missing = ids.filter((id) => !left.includes(id));
    return missing.length > 0
      ? Promise.reject(new AppError('not_found', 'gone', { missing }))
      : Promise.resolve();
  });

test('the last step is taken back first, each of them once', async () => {
  const stack = createUndoStack();
  const calls: string[] = [];
  for (const [id, name] of ['first', 'second'].entries()) {
    const run = () => Promise.resolve(calls.push(name));
    stack.push(id, done, { ids: [name], run });
  }
  expect(await stack.undo(undefined, ignore)).toBe(true);
  expect(await stack.undo(undefined, ignore)).toBe(true);
  expect(await stack.undo(undefined, ignore)).toBe(false);
  expect(calls).toEqual(['second', 'first']);
});

test('what was done to meetings that are deleted for good is passed over', async () => {
  const stack = createUndoStack();
  const run = restoring(['a']);
  stack.push(1, done, { ids: ['a'], run });
  stack.push(2, done, { ids: ['b'], run });
  expect(stack.forget(['b'])).toEqual([2]);
  expect(await stack.undo(undefined, ignore)).toBe(true);
  expect(run.mock.calls).toEqual([[['a']]]);
});

test('of several meetings those that are left come back', async () => {
  const stack = createUndoStack();
  const run = restoring(['a', 'c']);
  stack.push(1, done, { ids: ['a', 'b', 'c'], run });
  expect(stack.forget(['b'])).toEqual([]);
  expect(await stack.undo(1, ignore)).toBe(true);
  expect(run.mock.calls).toEqual([[['a', 'c']]]);
});

test('a deletion that was not heard of is found out, and the step before is taken back', async () => {
  const stack = createUndoStack();
  const run = restoring(['a']);
  stack.push(1, done, { ids: ['a'], run });
  stack.push(2, done, { ids: ['b'], run });
  expect(await stack.undo(undefined, ignore)).toBe(true);
  expect(run.mock.lastCall).toEqual([['a']]);
  expect(await stack.undo(undefined, ignore)).toBe(false);
});

test('a removed folder comes back although its meetings are gone', async () => {
  const stack = createUndoStack();
  const run = vi.fn(() => Promise.resolve());
  stack.push(1, done, { ids: ['a'], outlivesThem: true, run });
  expect(stack.forget(['a'])).toEqual([]);
  expect(await stack.undo(undefined, ignore)).toBe(true);
  expect(run.mock.calls).toEqual([[[]]]);
});

test('a step that could not be taken back for want of a connection can be tried again', async () => {
  const stack = createUndoStack();
  const run = vi.fn(() => Promise.reject(new AppError('disconnected', 'lost')));
  stack.push(1, done, { ids: ['a'], run });
  await expect(stack.undo(undefined, ignore)).rejects.toThrow('lost');
  await expect(stack.undo(undefined, ignore)).rejects.toThrow('lost');
  expect(run).toHaveBeenCalledTimes(2);
});
