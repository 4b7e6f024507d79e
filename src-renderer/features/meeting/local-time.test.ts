import { expect, test, vi } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

const time = new Date(2026, 0, 5, 9, 7, 31).getTime();

test('a time survives the field to the minute, and untouched to the second', () => {
  expect(toLocalInput(time)).toBe('2026-01-05T09:07');
  expect(fromLocalInput(toLocalInput(time), time)).toBe(time);
  expect(fromLocalInput('2026-01-05T09:08', time)).toBe(new Date(2026, 0, 5, 9, 8).getTime());
});

test('in the hour that autumn repeats, an untouched field stays in the half it was in', () => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  for (const at of ['2026-10-25T00:30:15Z', '2026-10-25T01:30:15Z']) {
    const before = Date.parse(at);
    expect(toLocalInput(before)).toBe('2026-10-25T02:30');
    expect(fromLocalInput(toLocalInput(before), before)).toBe(before);
  }
  vi.unstubAllEnvs();
});

test.each(['', 'soon', '0020-01-01T00:00', '9999-01-01T00:00'])('%j leaves it as it was', (value) => {
  expect(fromLocalInput(value, time)).toBe(time);
});
