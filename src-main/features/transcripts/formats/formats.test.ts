import { expect, test } from 'vitest';
import type { Segment } from '../../../contract/transcripts.ts';
import { formatNames, formats, type Format } from './formats.ts';
import { timestamp } from './types.ts';

const segment = (startMs: number, endMs: number, text: string): Segment => ({
  ...{ id: 'x', speakerId: null, startMs, endMs, text },
  noSpeechProbability: 0.1,
  words: [{ text, startMs, endMs, probability: 0.9 }],
});
const startedAt = Date.UTC(2026, 10, 21, 9);
const write = (format: Format, segments: Segment[], title = 'Budget') =>
  formats[format]({ title, startedAt, language: 'en', segments });
const two = [segment(420, 2900, ' Good morning.'), segment(3_723_004, 3_725_500, ' Second line\nof it')];

test('times have hours, and as many as there are', () => {
  expect(timestamp(0, ',')).toBe('00:00:00,000');
  expect(timestamp(3_723_004, '.')).toBe('01:02:03.004');
  expect(timestamp(360_000_000, '.')).toBe('100:00:00.000');
});

test('text alone is a segment a line', () => {
  expect(write('txt', [...two, segment(1, 2, ' ')])).toBe('Good morning.\nSecond line of it\n');
});

test('JSON holds all that is known', () => {
  expect(JSON.parse(write('json', two.slice(0, 1)))).toEqual({
    ...{ title: 'Budget', startedAt: '2026-11-21T09:00:00.000Z', language: 'en' },
    segments: [
      {
        ...{ startMs: 420, endMs: 2900, text: 'Good morning.', noSpeechProbability: 0.1 },
        words: [{ text: ' Good morning.', startMs: 420, endMs: 2900, probability: 0.9 }],
      },
    ],
  });
});

test('SubRip counts its cues, and no text can end one or begin a style', () => {
  expect(write('srt', [...two, segment(5, 5, '<i>a --> b')])).toBe(
    '1\r\n00:00:00,420 --> 00:00:02,900\r\nGood morning.\r\n\r\n' +
      '2\r\n01:02:03,004 --> 01:02:05,500\r\nSecond line of it\r\n\r\n' +
      '3\r\n00:00:00,005 --> 00:00:00,006\r\n‹i›a → b\r\n',
  );
});

test('WebVTT escapes what it has a meaning for', () => {
  expect(write('vtt', [segment(0, 1500, 'R&D <b> -->')], 'a --> b\nc')).toBe(
    'WEBVTT - a → b c\n\n00:00:00.000 --> 00:00:01.500\nR&amp;D &lt;b&gt; --&gt;\n',
  );
});

test('Markdown has a title, the day, and paragraphs with their times', () => {
  expect(write('md', [segment(61_000, 62_000, '*no* [link](x) <b> & _c_')], 'A `b`')).toBe(
    '# A \\`b\\`\n\n2026-11-21\n\n**00:01:01** \\*no\\* \\[link\\](x) \\<b\\> \\& \\_c\\_\n',
  );
});

test('text from right to left keeps its order', () => {
  const hebrew = [segment(0, 1000, 'שלום, world.')];
  expect(write('srt', hebrew)).toContain('\r\n\u202Bשלום, world.\u202C\r\n');
  expect(write('srt', [segment(0, 1000, 'In Hebrew: שלום')])).not.toContain('\u202B');
  expect(write('md', hebrew)).toContain('**00:00:00** \u2068שלום, world.\u2069\n');
  expect(write('txt', hebrew)).toBe('שלום, world.\n');
});

test.each(formatNames)('a transcript without a word is a whole %s', (format) => {
  expect(write(format, [])).toBe(
    {
      ...{ txt: '', srt: '', vtt: 'WEBVTT - Budget\n', md: '# Budget\n\n2026-11-21\n' },
      json: '{\n  "title": "Budget",\n  "startedAt": "2026-11-21T09:00:00.000Z",\n  "language": "en",\n  "segments": []\n}\n',
    }[format],
  );
});
