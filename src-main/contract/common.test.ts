import * as v from 'valibot';
import { expect, test } from 'vitest';
import { asLine, isBlank, label, labelOrNone } from './common.ts';
import { settings } from './settings.ts';
import { transcripts } from './transcripts.ts';

const blank = [
  '',
  ' ',
  '\u200b',
  '\u00ad',
  '\u0000',
  '\u200e\u202e',
  '\u200d',
  '\ufeff \u2060',
  '\u3164',
  '\u2800',
  '\ufe0f',
];

test.each(blank)('%j shows nothing, and is no name', (text) => {
  expect(isBlank(text)).toBe(true);
  expect(v.is(label(20), text)).toBe(false);
  expect(v.parse(labelOrNone(20), text)).toBe('');
});

test.each([
  [' Ana ', 'Ana'],
  ['A\u200bna', 'A\u200bna'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['क्\u200d', 'क्\u200d'],
  ['👩\u200d👩\u200d👧 ❤\ufe0f', '👩\u200d👩\u200d👧 ❤\ufe0f'],
  ['\u2067שלום\u2069', '\u2067שלום\u2069'],
  ['a\nb\tc', 'a\nb\tc'],
  ['\u0301', '\u0301'],
])('%j is the name %j', (text, name) => {
  expect(isBlank(text)).toBe(false);
  expect(v.parse(label(20), text)).toBe(name);
});

test.each([
  ['a\nb\tc\r\nd\u2028e\u0085f', 'a b c d e f'],
  ['a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
  ['a\u202Egnp\u202c \u2067b\u2069', 'agnp b'],
  ['می\u200cخواهم 👩\u200d👧 \u200ea\u200f', 'می\u200cخواهم 👩\u200d👧 \u200ea\u200f'],
])('%j is the line %j', (text, line) => {
  expect(asLine(text)).toBe(line);
});

test.each([
  ['a vocabulary', settings.update.input, (vocabulary: string) => ({ vocabulary })],
  [
    'the vocabulary of a meeting',
    transcripts.setVocabulary.input,
    (vocabulary: string) => ({ meetingId: '00000000-0000-0000-0000-000000000000', vocabulary }),
  ],
  ['a prompt', transcripts.start.input, (prompt: string) => ({ meetingIds: [], prompt })],
])('%s has no control characters but breaks and tabs, which no engine takes', (_what, schema, withText) => {
  const typed = withText('Zoë\u0000\u0007\r\nAda\tB\u001b\u0085C');
  expect(v.parse(schema as v.GenericSchema, typed)).toEqual(withText('Zoë\r\nAda\tBC'));
});
