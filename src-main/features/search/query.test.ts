import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../storage/database.ts';
import { placesOf, rangesIn, readQuery } from './query.ts';
import { foldText, placedWords, wordsOf } from './words.ts';

const marked = (text: string, typed: string) =>
  rangesIn(text, readQuery(typed)).map(({ start, end }) => text.slice(start, end));

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const europeanText = fc
  .array(
    fc.constantFrom(
      'Straße',
      'ΟΔΟΣ',
      'İstanbul',
      'a\u0308b',
      'ﬁn',
      'naïve',
      'x',
      '…',
      '½',
      '₨',
      '\uFACF',
      ' ',
    ),
  )
  .map((parts) => parts.join(''));

test('the quick way of folding text gives what the slow one gives', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, europeanText), (text) => {
      expect(foldText(text)).toBe(fold(text.replace(/[₨﷼]/g, '$')));
    }),
    { numRuns: 2000 },
  );
});

test('the words of a text are the same with their places as without', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, europeanText), (text) => {
      expect([...placedWords(text)].map(({ word }) => word)).toEqual(wordsOf(text));
    }),
    { numRuns: 1000 },
  );
});

test('every word of a text, and every beginning of one, is found in it', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, europeanText), fc.nat(), (text, at) => {
      const words = wordsOf(text);
      fc.pre(words.length > 0);
      const word = words[at % words.length] ?? '';
      for (const typed of [word, `"${word}"`, Array.from(word).slice(0, 2).join('')]) {
        if (wordsOf(typed).length === 0) continue;
        expect(marked(text, typed), typed).not.toEqual([]);
      }
      expect(marked(text, `"${text.replaceAll('"', ' ')}`).length).toBeGreaterThanOrEqual(
        words.length > 20 ? 0 : 1,
      );
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['The Budget for 2027', 'budg', ['Budget']],
  ['The Budget for 2027', 'udget', []],
  ['The Budget for 2027', '"budg"', []],
  ['The Budget for 2027', '"budget FOR"', ['Budget for']],
  ['The Budget for 2027', '"budget fo', ['Budget for']],
  ['The Budget for 2027', '"for budget"', []],
  ['The Budget for 2027', '2027 budget', ['Budget', '2027']],
  ['Über die Straße', 'uber strasse', ['Über', 'Straße']],
  ['Ein e-mail, don’t', "e-mail don't", ['e-mail', 'don’t']],
  ['明日の会議室で', '会議', ['会議']],
  ['明日の会議室で', '会室', []],
  ['サーバーを再起動', 'サーバー', ['サーバー']],
  ['วันนี้ประชุมงบประมาณ', 'ประชุม', ['ประชุม']],
  ['오늘 회의에서', '회의', ['회의에서']],
  ['אתמול דיברנו', 'דיבר', ['דיברנו']],
  ['Party 🎉 tonight', '🎉', ['🎉']],
  ['Rent: ₨100', '100', ['100']],
  ['a NEAR/2 b AND NOT c*', '"a" NEAR/2 b* (c', ['a', 'NEAR/2', 'b', 'c']],
  ['one “two three” four', '„two three“', ['two three']],
])('in %j %j is %j', (text, typed, expected) => {
  expect(marked(text, typed)).toEqual(expected);
});

test('what holds no word asks for nothing', () => {
  for (const typed of ['', '  ', '"', '%_*?', '" "', '::']) expect(readQuery(typed)).toEqual([]);
});

test('what is found quickly is what the words themselves say', () => {
  const texts = fc.array(
    fc.constantFrom('bud', 'budget', 'Ä', 'é', '会', '議', '-', ' ', '.', '🎉', '\u0301', '₨', '﷼'),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(texts, texts, fc.boolean(), (text, typed, isQuoted) => {
      const [phrase] = readQuery(isQuoted ? `"${typed.join('')}"` : typed.join('').replaceAll(' ', ''));
      fc.pre(phrase !== undefined);
      const whole = text.join('');
      const found = [...placesOf(phrase, foldText(whole))].length > 0;
      expect(found).toBe(rangesIn(whole, [phrase]).length > 0);
    }),
    { numRuns: 3000 },
  );
});
