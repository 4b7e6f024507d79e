import { expect, test } from 'vitest';
import type { Model } from '../../../src-main/contract/models.ts';
import { createFormat } from '../../i18n/format.ts';
import { createTranslator } from '../../i18n/translate.ts';
import { failureOf } from './failure.ts';

const { show } = createTranslator('en', 'en');
const said = (code: string, partBytes: number) =>
  failureOf({ error: { code, message: '', details: {} }, partBytes } as Model, createFormat('en'))
    .map(show)
    .join(' ');

test('what has arrived is spoken of only where something has', () => {
  const nothing = said('network_failed', 0);
  expect(nothing).toMatch(/^The server could not be reached/);
  expect(nothing).not.toMatch(/arrived|kept/);
  expect(said('network_failed', 25_000_000)).toBe(
    `${nothing} 25 MB have arrived and are kept; “Go on” begins there.`,
  );
});

test('what the details know is said: how much room there is, and what the server answered', () => {
  const failed = (code: string, details: object) =>
    failureOf({ error: { code, message: '', details }, partBytes: 0 } as Model, createFormat('en'))
      .map(show)
      .join(' ');
  expect(failed('disk_full', { free: 1024 ** 2, needed: 2 * 1024 ** 2 })).toContain('1 MB are free, 2 MB');
  expect(failed('network_failed', { reason: 'refused', status: 403 })).toContain('(403)');
});
