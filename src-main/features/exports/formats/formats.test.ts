import { expect, test } from 'vitest';
import type { Segment, Transcript } from '../../../contract/transcripts.ts';
import { namesOf } from './names.ts';
import { formatNames, formats, type Format } from './formats.ts';
import { timestamp } from './types.ts';

const segment = (startMs: number, endMs: number, text: string, speakerId: string | null = null): Segment => ({
  ...{ id: 'x', speakerId, startMs, endMs, text },
  noSpeechProbability: 0.1,
  words: [{ text, startMs, endMs, probability: 0.9 }],
});
const startedAt = Date.UTC(2026, 10, 21, 9);
const provenance = {
  ...{ engine: 'whisper.cpp', device: 'CPU', modelId: 'whisper-small', modelName: 'Small' },
  ...{ modelSha256: 'ab12', appVersion: '1.2.3', options: { language: 'auto', beamSize: 5 } },
};
const transcript: Transcript = {
  ...{ id: 'x', meetingId: 'x', version: 2, state: 'complete', isChosen: false, isEdited: true, provenance },
  ...{
    language: 'en',
    wordCount: 1,
    confidence: 0.9,
    openGuards: 0,
    createdAt: startedAt,
    completedAt: null,
  },
};
const names = new Map([
  ['a', 'Zoë'],
  ['b', 'R&D <b>'],
]);
const write = (format: Format, segments: Segment[], title = 'Budget') =>
  formats[format]({ title, startedAt, transcript, names, segments });
const two = [segment(420, 2900, ' Good morning.'), segment(3_723_004, 3_725_500, ' Second line\nof it')];

test('times have hours, and as many as there are', () => {
  expect(timestamp(0, ',')).toBe('00:00:00,000');
  expect(timestamp(3_723_004, '.')).toBe('01:02:03.004');
  expect(timestamp(360_000_000, '.')).toBe('100:00:00.000');
});

test('text alone is a segment a line', () => {
  expect(write('txt', [...two, segment(1, 2, ' ')])).toBe('Good morning.\nSecond line of it\n');
});

test('JSON holds all that is known, and where it comes from', () => {
  expect(JSON.parse(write('json', two.slice(0, 1)))).toEqual({
    ...{ title: 'Budget', startedAt: '2026-11-21T09:00:00.000Z', createdAt: '2026-11-21T09:00:00.000Z' },
    ...{ version: 2, state: 'complete', language: 'en', isEdited: true, provenance },
    segments: [
      {
        ...{ startMs: 420, endMs: 2900, speaker: null, text: 'Good morning.', noSpeechProbability: 0.1 },
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

const talk = [
  segment(0, 1000, 'One.'),
  segment(1000, 2000, 'Two.', 'a'),
  segment(2000, 3000, ' ', 'b'),
  segment(3000, 4000, 'Three.', 'a'),
  segment(4000, 5000, 'Four.', 'b'),
  segment(5000, 6000, 'Five.'),
];

test('who says something is named where somebody else goes on', () => {
  expect(write('txt', talk)).toBe('One.\n\nZoë: Two.\nThree.\n\nR&D <b>: Four.\n\nFive.\n');
  const spoken = write('srt', talk)
    .split('\r\n')
    .filter((line) => /^\p{L}/u.test(line));
  expect(spoken).toEqual(['One.', 'Zoë: Two.', 'Three.', 'R&D ‹b›: Four.', 'Five.']);
  expect(write('md', talk).split('\n\n').slice(2)).toEqual([
    '**00:00:00** One.',
    '**00:00:01 Zoë** Two.',
    '**00:00:03** Three.',
    '**00:00:04 R\\&D \\<b\\>** Four.',
    '**00:00:05** Five.\n',
  ]);
});

test('WebVTT and JSON say it of each', () => {
  const voices = ['One.', '<v Zoë>Two.', '<v Zoë>Three.', '<v R&amp;D &lt;b&gt;>Four.', 'Five.'];
  expect(write('vtt', talk).match(/^[^\d\nW].*$/gm)).toEqual(voices);
  const { segments } = JSON.parse(write('json', talk)) as { segments: { speaker: string | null }[] };
  expect(segments.map(({ speaker }) => speaker)).toEqual([null, 'Zoë', 'R&D <b>', 'Zoë', 'R&D <b>', null]);
});

test('speakers without a name are told apart', () => {
  const speaker = { meetingId: 'm', name: '', number: null, colour: 0, track: null };
  const speakers = [
    { ...speaker, id: 'a', track: 'microphone' as const },
    { ...speaker, id: 'b', track: 'system' as const },
    { ...speaker, id: 'c', number: 2 },
    { ...speaker, id: 'd', number: 3, name: 'Zoë' },
  ];
  expect([...namesOf(speakers).values()]).toEqual(['Me', 'Others', 'Speaker 2', 'Zoë']);
});

test('text from right to left keeps its order', () => {
  const hebrew = [segment(0, 1000, 'שלום, world.')];
  expect(write('srt', hebrew)).toContain('\r\n\u202Bשלום, world.\u202C\r\n');
  expect(write('srt', [segment(0, 1000, 'In Hebrew: שלום')])).not.toContain('\u202B');
  expect(write('md', hebrew)).toContain('**00:00:00** \u2068שלום, world.\u2069\n');
  expect(write('txt', hebrew)).toBe('שלום, world.\n');
});

test.each(formatNames)('a transcript without a word is a whole %s', (format) => {
  const text = write(format, []);
  if (format === 'json') expect(JSON.parse(text)).toMatchObject({ title: 'Budget', segments: [] });
  else
    expect(text).toBe({ txt: '', srt: '', vtt: 'WEBVTT - Budget\n', md: '# Budget\n\n2026-11-21\n' }[format]);
});
