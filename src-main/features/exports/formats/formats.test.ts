import { expect, test } from 'vitest';
import type { ExportOptions } from '../../../contract/exports.ts';
import { allParts, exportSource, withSummary, type Said } from '../../../../test/support/export-source.ts';
import { compose } from '../compose.ts';
import { wordsIn } from '../words.ts';
import { namesOf } from '../turns.ts';
import { timestamp } from './cues.ts';
import { actionsCsv, segmentsCsv } from './csv.ts';
import { toHtml } from './html.ts';
import { toMd } from './md.ts';
import { toSrt } from './srt.ts';
import { toTxt } from './txt.ts';
import { toVtt } from './vtt.ts';

const saidAlone: ExportOptions = { ...allParts, parts: ['transcript'] };
const talk: Said[] = [
  { text: ' One.' },
  { text: ' Two.', by: 0 },
  { text: ' ', by: 1 },
  { text: ' Three.', by: 0 },
  { text: ' Four.', by: 1 },
  { text: ' Five.' },
];
const names = ['Zoë', 'R&D <b>'];

test('times have hours, and as many as there are', () => {
  expect(timestamp(0, ',')).toBe('00:00:00,000');
  expect(timestamp(3_723_004, '.')).toBe('01:02:03.004');
  expect(timestamp(360_000_000, '.')).toBe('100:00:00.000');
});

test('the words alone are a segment a line, and who says them is named where somebody else goes on', () => {
  const source = exportSource({ said: talk, names });
  expect(toTxt(compose(source, saidAlone))).toBe('One.\n\nZoë: Two.\nThree.\n\nR&D <b>: Four.\n\nFive.\n');
  expect(toTxt(compose(source, { ...saidAlone, speakers: false }))).toBe(
    'One.\nTwo.\nThree.\nFour.\nFive.\n',
  );
  expect(toTxt(compose(exportSource({ said: [{ text: ' Second line\nof it' }] }), saidAlone))).toBe(
    'Second line of it\n',
  );
});

test('SubRip counts its cues, and no text can end one or begin a style', () => {
  const source = exportSource({
    said: [
      { text: ' Good.', startMs: 420, endMs: 2900 },
      { text: '<i>a --> b', startMs: 5000, endMs: 5000 },
      { text: 'שלום, world.', startMs: 6000, endMs: 7000 },
    ],
  });
  expect(toSrt(source, allParts)).toBe(
    '1\r\n00:00:00,420 --> 00:00:02,900\r\nGood.\r\n\r\n' +
      '2\r\n00:00:05,000 --> 00:00:05,001\r\n‹i›a → b\r\n\r\n' +
      '3\r\n00:00:06,000 --> 00:00:07,000\r\n\u202Bשלום, world.\u202C\r\n',
  );
});

test('WebVTT says of each cue whose it is, and escapes what it has a meaning for', () => {
  const source = exportSource({ said: talk, names, title: 'a --> b\nc' });
  const vtt = toVtt(source, allParts);
  expect(vtt).toMatch(/^WEBVTT - a → b c\n\n00:00:00.000 --> 00:00:03.800\nOne.\n/);
  expect(vtt.match(/^(<v|[A-Z][a-z]+\.).*$/gm)).toEqual([
    ...['One.', '<v Zoë>Two.', '<v Zoë>Three.', '<v R&amp;D &lt;b&gt;>Four.', 'Five.'],
  ]);
});

test('speakers without a name are told apart', () => {
  const speaker = { meetingId: 'm', name: '', number: null, colour: 0, track: null };
  const speakers = [
    { ...speaker, id: 'a', track: 'microphone' as const },
    { ...speaker, id: 'b', track: 'system' as const },
    { ...speaker, id: 'c', number: 2 },
    { ...speaker, id: 'd', number: 3, name: 'Zoë' },
  ];
  const called = (language: 'en' | 'de') => [...namesOf(speakers, wordsIn(language)).values()];
  expect(called('en')).toEqual(['Me', 'Others', 'Speaker 2', 'Zoë']);
  expect(called('de')).toEqual(['Ich', 'Andere', 'Sprecher 2', 'Zoë']);
});

test('Markdown has all parts, each claim with its times, and what is not supported says so', () => {
  const source = withSummary(exportSource({ said: talk, names, notes: '# Plan\n\n- [x] done\n' }));
  expect(toMd(compose(source, allParts)).split('\n').filter(Boolean).slice(2)).toEqual([
    '\u2068Zoë, R\\&D \\<b\\>\u2069'.replace(/[\u2068\u2069]/g, ''),
    '## Summary',
    'Quick summary (no AI model)',
    'They spoke about the launch. 0:00',
    '### Decisions',
    '- The launch moves to Tuesday. 0:00',
    '### Action items',
    '- [ ] **David:** Send the report **(by Thursday)** 0:00',
    '- [ ] Write the guide 0:00',
    '### Open questions',
    '- Who pays? 0:00',
    '### Topics',
    '#### Costs',
    '- It costs ten million. *(not supported by the transcript)* 0:00',
    '## Notes',
    '### Plan',
    '- [x] done',
    '## Transcript',
    '**0:00** One.',
    '**0:04 Zoë** Two.',
    '**0:12** Three.',
    '**0:16 R\\&D \\<b\\>** Four.',
    '**0:20** Five.',
  ]);
});

/** Notes alone, without the head of the file. */
const notesAs = (format: typeof toMd, notes: string) =>
  format(compose(exportSource({ notes }), { ...allParts, parts: ['notes'] }))
    .split(/Notes\n=*\n?|<h2 dir="auto">Notes<\/h2>/)[1]
    ?.trim();

test('what is within links, items and quotes of notes stays there', () => {
  const link = 'See [**Plan** `x` a\\]b](https://e.x/a)';
  expect(notesAs(toMd, link)).toBe('See [**Plan** ` x ` a\\]b](<https://e.x/a>)');
  expect(notesAs(toTxt, link)).toBe('See Plan x a]b (https://e.x/a)');
  expect(
    notesAs(
      toTxt,
      '[https://a.example](https://b.example), https://c.example and [a@b.example](mailto:a@b.example)',
    ),
  ).toBe('https://a.example (https://b.example/), https://c.example and a@b.example');
  expect(notesAs(toTxt, 'See ~~old~~ new')).toBe('See ~~old~~ new');
  // It leads where it says, and not where its words do.
  expect(notesAs(toMd, '[https://a.example](https://b.example)')).toContain('](<https://b.example/>)');
  const list = '- a\n\n  more of a\n- b\n\n> - x\n>\n>   more of x\n> - y';
  expect(notesAs(toMd, list)).toBe('- a\n\n    more of a\n- b\n\n> - x\n>\n>     more of x\n> - y');
  expect(notesAs(toTxt, list)).toBe('- a\n  more of a\n- b\n- x\n  more of x\n- y');
  expect(notesAs(toHtml, list)?.replace(/ dir="auto"|\n/g, '')).toBe(
    '<ul><li>a</li><li style="list-style: none">more of a</li><li>b</li></ul>' +
      '<blockquote><ul><li>x</li><li style="list-style: none">more of x</li><li>y</li></ul></blockquote>',
  );
});

test('tables of notes keep their columns and the sides of them', () => {
  const table = '| a | b | c |\n|:--|:-:|--:|\n| 1 | | 3 |\n|  | x \\| y | |';
  expect(notesAs(toMd, table)).toBe(
    '| a | b | c |\n| :--- | :---: | ---: |\n| 1 |  | 3 |\n|  | x \\| y |  |',
  );
  expect(notesAs(toHtml, table)).toContain(
    '<td style="text-align: center"></td><td style="text-align: right">3',
  );
});

test('no notes become a picture that a reader of Markdown would fetch', () => {
  expect(notesAs(toMd, 'Look! ![x](http://tracker.example/p.png)')).toBe(
    'Look! \\![x](<http://tracker.example/p.png>)',
  );
});

test('what a person wrote in a summary is no claim that was checked, and says so', () => {
  const source = withSummary(exportSource({ said: talk, names }));
  for (const action of source.summary?.content.actions ?? []) action.support = 'written';
  expect(toMd(compose(source, allParts))).toContain('**(by Thursday)** *(written by hand)* 0:00');
  expect(actionsCsv(source, { ...allParts, language: 'de' })).toContain(
    '"by Thursday","von Hand geschrieben"',
  );
});

test('parts, times, names and marks are left out where they are not asked for', () => {
  const source = withSummary(
    exportSource({ said: [{ text: 'Hardly heard.', by: 0, unsure: ['Hardly'] }], names }),
  );
  const md = (options: Partial<ExportOptions>) => toMd(compose(source, { ...allParts, ...options }));
  expect(md({ parts: ['actions'] })).toContain('## Action items\n\n- [ ] **David:**');
  expect(md({ parts: ['actions'] })).not.toMatch(/Decisions|Transcript/);
  expect(md({ times: false })).not.toMatch(/\d:\d\d(?! AM)/);
  expect(md({ speakers: false })).not.toContain('Zoë');
  expect(md({ marks: true })).toContain('Hardly\\[?\\] heard.');
  expect(md({ language: 'de' })).toContain('## Transkript');
});

test('no cell of a spreadsheet is a formula, and none is lost', () => {
  const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =cmd|x', '＝1', 'a "quoted", one'];
  const source = withSummary(
    exportSource({ said: texts.map((text) => ({ text, by: 0 })), names: ['=HYPERLINK("x")'] }),
  );
  const csv = segmentsCsv(source, allParts);
  expect(csv).not.toMatch(/(^|,)"\s*[=+\-@＝]/m);
  for (const text of texts) expect(csv).toContain(text.trim().replaceAll('"', '""'));
  expect(actionsCsv(source, allParts).split('\r\n')).toEqual([
    '\uFEFF"Who","Action item","When","Support","Times"',
    '"David","Send the report","by Thursday","","00:00:00.000 00:00:04.000"',
    '"","Write the guide","","","00:00:00.000 00:00:04.000"',
    '',
  ]);
});
