import { expect, test } from 'vitest';
import { noRoom } from '../../src-main/rpc/errors.ts';
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

test('all else says what its code says', () => {
  expect(errorText({ code: 'disk_full', details: {} }).key).toBe('error.disk_full');
  expect(errorText({ code: 'conflict', details: { free: 1, needed: 2 } }).key).toBe('error.conflict');
});
