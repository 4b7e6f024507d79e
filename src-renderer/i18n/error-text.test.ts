import { expect, test } from 'vitest';
import { downloadFailures, serverFailures } from '../../src-main/contract/failures.ts';
import { keptError } from '../../src-main/jobs/failures.ts';
import { AppError, noRoom } from '../../src-main/rpc/errors.ts';
import { errorText } from './error-text.ts';
import { createTranslator, languages } from './translate.ts';

const MB = 1024 ** 2;
const room = { free: 119.6 * MB, needed: 49.2 * MB, kept: 500 * MB };

test.each(languages)('on a full disk it is said in %s what is free, needed and kept free', (language) => {
  const t = createTranslator(language, language);
  const said = t.show(errorText(noRoom(room)));
  expect(said.match(/\d+/g)).toEqual(['119', '50', '500']);
  expect(t.show(errorText(noRoom({ ...room, kept: 0 }))).match(/\d+/g)).toEqual(['119', '50']);
  expect(said).toContain(t('settings.sound'));
});

test('the command line says so too, and names the setting', () => {
  expect(noRoom(room).message).toBe(
    'There is not enough room on the disk: 119 MB free, 50 MB needed, and the setting minFreeMegabytes keeps 500 MB free besides.',
  );
  expect(noRoom({ ...room, kept: 0 }).message).toBe(
    'There is not enough room on the disk: 119 MB free, 50 MB needed.',
  );
});

const withReason = (code: 'server_failed' | 'network_failed') => (reason: string) => ({
  code,
  details: { reason, status: 503 },
});
const reasons = [
  ...serverFailures.map(withReason('server_failed')),
  ...downloadFailures.map(withReason('network_failed')),
];

test.each(languages)('of what the network fails by each is said in %s in words of its own', (language) => {
  const t = createTranslator(language, language);
  const said = reasons.map((error) => t.show(errorText(error)));
  expect(new Set(said).size).toBe(said.length);
  expect(said.join(' ')).not.toMatch(/[{}]/);
  const told = errorText(keptError(new AppError('server_failed', '', { reason: 'busy', status: 503 })));
  expect(t.show(told)).toContain('503');
  for (const { code } of reasons)
    for (const reason of ['another', undefined])
      expect(errorText({ code, details: { reason } }).key).toBe(`error.${code}`);
  const places = said.filter((sentence) => sentence.includes(t('settings.summaries')));
  expect(places).toHaveLength(6);
  expect(said.filter((sentence) => sentence.includes(t('models.import')))).toHaveLength(3);
});

test('all else says what its code says', () => {
  expect(errorText({ code: 'disk_full', details: {} }).key).toBe('error.disk_full');
  expect(errorText({ code: 'conflict', details: { free: 1, needed: 2 } }).key).toBe('error.conflict');
});
