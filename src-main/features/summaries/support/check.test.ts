import { expect, test } from 'vitest';
import type { Claim } from '../../../contract/summaries.ts';
import type { Said } from '../parts.ts';
import { checkSupport } from './check.ts';

const said = (speaker: string, ...texts: string[]): Said[] =>
  texts.map((text, index) => ({
    ...{ id: `${speaker}${index}`, startMs: 0, endMs: 1, speakerId: speaker, speaker, text },
  }));

const segments = [
  ...said('David', 'I will send the cost report by Thursday.', 'We have spent thirty thousand dollars.'),
  ...said('Anna', 'The launch moves to Tuesday, the fourteenth of May.', 'Ask Robert, he knows the portal.'),
];
const nothing = { topics: [], decisions: [], actions: [], questions: [] };

function supportOf(text: string, citations: string[], all = segments, language: string | null = 'en') {
  const content = { ...nothing, overview: [{ text, citations, support: 'found' as const }] };
  return checkSupport(content, all, language).overview[0]?.support;
}

test('a claim whose words, names and numbers are in what it cites is found, however it is put', () => {
  for (const [text, ...citations] of [
    ['I will send the cost report by Thursday.', 'David0'],
    ['David sends the cost report by Thursday', 'David0'],
    ['They spent 30,000 dollars.', 'David1'],
    ['30.000 dollars have been spent', 'David1'],
    ['The launch was moved to Tuesday, 14 May.', 'Anna0'],
    ['Robert knows the portal', 'Anna1'],
    ['The launch moves to Tuesday, and Robert knows the portal', 'Anna0', 'Anna1'],
  ] as [string, ...string[]][])
    expect([text, supportOf(text, citations)]).toEqual([text, 'found']);
});

test('other words, another name, another number, or another place are not', () => {
  for (const [text, ...citations] of [
    ['The weather was lovely in Madrid', 'David0'],
    ['Anna will send the cost report by Thursday', 'David0'],
    ['They will ask Karen about the cost report by Thursday, says Karen', 'David0'],
    ['They spent 31,000 dollars', 'David1'],
    ['The launch moves to Tuesday, 15 May', 'Anna0'],
    ['The launch moves to Tuesday', 'David1'],
    ['I will send the cost report by Thursday.'],
    ['I will send the cost report by Thursday.', 'David0', 'nowhere'],
    ['', 'David0'],
  ] as [string, ...string[]][])
    expect([text, supportOf(text, citations)]).toEqual([text, 'unsupported']);
});

test('who and when are looked for too, and citations come in the order of time, each once', () => {
  const action = { text: 'Send the cost report', citations: ['Anna1', 'David0', 'Anna1', 'gone'] };
  const check = (who: string | null, when: string | null, citations = ['David0']) =>
    checkSupport(
      { ...nothing, overview: [], actions: [{ ...action, citations, who, when, support: 'found' }] },
      segments,
      'en',
    ).actions[0];
  expect(check('David', 'by Thursday')?.support).toBe('found');
  expect(check(null, null)?.support).toBe('found');
  expect(check('Robert', 'by Thursday')?.support).toBe('unsupported');
  expect(check('David', 'by Friday')?.support).toBe('unsupported');
  expect(check('', null)?.support).toBe('unsupported');
  expect(check('David', null, action.citations)).toMatchObject({
    citations: ['David0', 'Anna1'],
    support: 'unsupported',
  });
});

test('German nouns are no names, and numbers count in German and Spanish words', () => {
  const german = said(
    'Jürgen',
    'Wir geben fünfunddreißigtausend Euro für das Lager aus.',
    'Der Umbau beginnt.',
  );
  expect(supportOf('Für das Lager gibt das Team 35.000 Euro aus', ['Jürgen0'], german, 'de')).toBe('found');
  expect(supportOf('Für das Lager gibt das Team 36.000 Euro aus', ['Jürgen0'], german, 'de')).toBe(
    'unsupported',
  );
  expect(supportOf('Jürgen: Der Umbau beginnt', ['Jürgen1'], german, 'de')).toBe('found');
  const spanish = said('Inés', 'Quedan cuarenta y dos plazas para el curso.');
  expect(supportOf('Para el curso quedan 42 plazas', ['Inés0'], spanish, 'es')).toBe('found');
  expect(supportOf('Para el curso quedan 43 plazas', ['Inés0'], spanish, 'es')).toBe('unsupported');
});

test('scripts without spaces and without cases are checked alike', () => {
  const chinese = said('李', '我们决定把发布推迟到星期二。', '预算还剩八千元。');
  const claim = (text: string, id: string): Claim['support'] | undefined =>
    supportOf(text, [id], chinese, 'zh');
  expect(claim('决定把发布推迟到星期二', '李0')).toBe('found');
  expect(claim('决定把发布推迟到星期二', '李1')).toBe('unsupported');
});
