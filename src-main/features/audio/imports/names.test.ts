import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Time } from '../../../contract/common.ts';
import { cleanTitle, momentInName, startOf, titleOfFile } from './names.ts';

test.each([
  ['Budget_review.mp3', 'Budget review'],
  ['interview.final.M4A', 'interview.final'],
  ['Budget 2.1', 'Budget 2.1'],
  ['Notes 2026.03.01', 'Notes 2026.03.01'],
  ['call.3gp', 'call'],
  ['.mp3', '.mp3'],
  ['___.wav', 'Recording'],
  ['  spaced   out .wav', 'spaced out'],
  ['two\nlines\r\nand\ttabs.wav', 'two lines and tabs'],
  ['\u202Egnp.exe\u202C talk.wav', 'gnp.exe talk'],
  ['\u200F\u2067עברית\u2069.wav', 'עברית'],
  ['می\u200cخواهم.wav', 'می\u200cخواهم'],
  ['👩‍👩‍👧‍👦 family.wav', '👩‍👩‍👧‍👦 family'],
  ['cafe\u0301.wav', 'café'],
  ['zero\u0000byte\u007F.wav', 'zero byte'],
  ['\uFEFFmark.wav', 'mark'],
  ['half \uD83D.wav', 'half \uFFFD'],
  ['../../etc/passwd', 'passwd'],
  ['a\\b.wav', 'a\\b'],
])('the title of %j is %j', (name, title) => {
  expect(titleOfFile(name)).toBe(title);
});

test('a name as long as file systems allow stays whole, and what is longer ends between letters', () => {
  const name = `${'é'.repeat(125)}x.wav`;
  expect(Buffer.byteLength(name)).toBe(255);
  expect(titleOfFile(name)).toBe(`${'é'.repeat(125)}x`);
  const long = cleanTitle(`x${'😀'.repeat(400)}`);
  expect(long).toHaveLength(499);
  expect(long.isWellFormed()).toBe(true);
});

test('what a file says of itself keeps its points and strokes', () => {
  expect(cleanTitle('AC/DC, talk no.mp3')).toBe('AC/DC, talk no.mp3');
  expect(cleanTitle(' \u202E ')).toBe('');
});

const local = (...parts: [number, number, number, number, number, number]) => new Date(...parts).getTime();

test.each([
  ['Recording 2026-03-01 at 14.30.05.m4a', local(2026, 2, 1, 14, 30, 5), false],
  ['20260301_143005.wav', local(2026, 2, 1, 14, 30, 5), false],
  ['GMT20260301-143005_Recording.m4a', Date.UTC(2026, 2, 1, 14, 30, 5), false],
  ['2026-03-01T14_30_05Z.ogg', Date.UTC(2026, 2, 1, 14, 30, 5), false],
  ['AUDIO-2026-03-01-14-30-05.m4a', local(2026, 2, 1, 14, 30, 5), false],
  ['2026.03.01 9h30.wav', local(2026, 2, 1, 12, 0, 0), true],
  ['2026-03-01 1430 standup.wav', local(2026, 2, 1, 14, 30, 0), false],
  ['PTT-20260301-WA0012.opus', local(2026, 2, 1, 12, 0, 0), true],
  ['Team 2026-03-01.mp3', local(2026, 2, 1, 12, 0, 0), true],
])('%j was recorded then', (name, time, isDay) => {
  expect(momentInName(name)).toEqual({ time, isDay });
});

test.each([
  '2026-02-31.wav',
  '2026-13-01.wav',
  'take 1202603011.wav',
  'x.wav',
  '5556667777.wav',
  '20261.wav',
])('%j names no day', (name) => {
  expect(momentInName(name)).toBeUndefined();
});

test('the sound itself is believed first, then the name, then the file, and nothing absurd', () => {
  const now = local(2026, 5, 1, 12, 0, 0);
  const modifiedAt = local(2026, 2, 1, 18, 15, 0) + 0.25;
  const recordedAt = local(2026, 2, 1, 9, 0, 0);
  const name = 'Team 2026-03-01.mp3';
  expect(startOf({ recordedAt, name, modifiedAt }, now)).toBe(recordedAt);
  expect(startOf({ recordedAt: 0, name, modifiedAt }, now)).toBe(Math.trunc(modifiedAt));
  expect(startOf({ recordedAt: null, name, modifiedAt: now }, now)).toBe(local(2026, 2, 1, 12, 0, 0));
  expect(startOf({ recordedAt: null, name: '2026-03-01 08.00.mp3', modifiedAt }, now)).toBe(
    local(2026, 2, 1, 8, 0, 0),
  );
  expect(startOf({ recordedAt: null, name: '2099-01-01.mp3', modifiedAt }, now)).toBe(Math.trunc(modifiedAt));
  expect(startOf({ recordedAt: null, name: 'x', modifiedAt: -1 }, now)).toBe(now);
  expect(startOf({ recordedAt: 1e300, name: 'x', modifiedAt: NaN }, now)).toBe(now);
  expect(v.is(Time, startOf({ recordedAt: null, name: 'x', modifiedAt }, now))).toBe(true);
});
