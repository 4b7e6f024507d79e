import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedHome } from '../../test/support/temp-home.ts';
import { answerMedia } from './media-range.ts';

const path = join(sharedHome(), 'sound');
writeFileSync(path, '0123456789');
const file = { path, mediaType: 'audio/wav' };

test.each([
  [undefined, 200, 0, 9],
  ['bytes=0-', 206, 0, 9],
  ['bytes=3-5', 206, 3, 5],
  ['bytes=3-500', 206, 3, 9],
  ['bytes=-4', 206, 6, 9],
  ['bytes=-400', 206, 0, 9],
  ['bytes=9-9', 206, 9, 9],
  ['bytes=0-1,3-4', 200, 0, 9],
  ['items=0-1', 200, 0, 9],
  ['bytes=-', 200, 0, 9],
  ['bytes=x-y', 200, 0, 9],
])('%s', (range, status, start, end) => {
  const answer = answerMedia(file, range);
  expect(answer).toMatchObject({ status, part: { path, start, end } });
  expect(answer.headers['content-length']).toBe(String(end - start + 1));
  expect(answer.headers['content-range']).toBe(
    status === 206 ? `bytes ${String(start)}-${String(end)}/10` : undefined,
  );
});

test.each(['bytes=10-', 'bytes=5-3', 'bytes=-0', 'bytes=999999999999999-'])(
  '%s is beyond the file',
  (range) => {
    expect(answerMedia(file, range)).toMatchObject({
      status: 416,
      part: undefined,
      headers: { 'content-range': 'bytes */10' },
    });
  },
);

test('no file, and one that is gone or empty, are not found', () => {
  expect(answerMedia(undefined, undefined)).toMatchObject({ status: 404, part: undefined });
  expect(answerMedia({ ...file, path: `${path}.gone` }, 'bytes=0-')).toMatchObject({ status: 404 });
});
