import { expect, test } from 'vitest';
import { createRoom, type Reading } from './room.ts';

/** A machine whose programs take so many cores from one question to the next. */
function machine(cores: number) {
  const now: Reading = { atMs: 0, cores, busyMs: 0, ownMs: 0 };
  const roomFor = createRoom(() => ({ ...now }));
  return (own: number, others: number, ms = 1000) => {
    now.atMs += ms;
    now.ownMs += own * ms;
    now.busyMs += (own + others) * ms;
    return roomFor;
  };
}

test('threads have the processors that other programs leave, and never none', () => {
  const after = machine(8);
  expect(after(8, 0)(8)).toBe(8);
  expect(after(4, 0)(4)).toBe(4);
  expect(after(7, 1)(8)).toBe(7);
  expect(after(4, 4)(8)).toBe(4);
  expect(after(4, 4)(2)).toBe(2);
  expect(after(1, 7)(8)).toBe(1);
  expect(after(0, 8)(8)).toBe(1);
  expect(after(1, 0)(8)).toBe(8);
});

test('a few other things done beside take no thread away, and what is too short to tell changes nothing', () => {
  const after = machine(2);
  expect(after(1.6, 0.4)(2)).toBe(2);
  expect(after(1.3, 0.7)(2)).toBe(1);
  expect(after(0, 0, 100)(2)).toBe(1);
  expect(after(1, 0, 100)(2)).toBe(2);
});
