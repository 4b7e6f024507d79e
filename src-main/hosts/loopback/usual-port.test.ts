import { expect, test } from 'vitest';
import { usualPort } from './usual-port.ts';

test('a library has one port, and another library another', () => {
  expect(usualPort('/home/ada/library')).toBe(usualPort('/home/ada/library'));
  expect(usualPort('/home/ada/library')).not.toBe(usualPort('/home/ada/other'));
});

test('it is none that a system hands out by itself or keeps for the root user', () => {
  const ports = Array.from({ length: 500 }, (_, index) => usualPort(`/library ${String(index)}`));
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
  expect(Math.max(...ports)).toBeLessThan(32_768);
  expect(new Set(ports).size).toBeGreaterThan(450);
});
