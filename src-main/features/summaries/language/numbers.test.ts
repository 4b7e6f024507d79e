import { expect, test } from 'vitest';
import { numbersIn } from './numbers.ts';
import type { RuledLanguage } from './stop-words.ts';
import { wordsIn } from './words.ts';

const read = (text: string, language?: RuledLanguage) =>
  numbersIn(text, wordsIn(text), language)
    .flatMap(({ readings }) => readings)
    .join(' ');

test.each<[RuledLanguage | undefined, string, string]>([
  ['en', 'thirty thousand dollars, ninety thousand, thirteen million', '30000 90000 13000000'],
  ['en', 'two hundred and fifty-one thousand', '251000'],
  ['en', 'between one hundred and two hundred', '100 200'],
  ['en', 'twenty to thirty, five and twenty', '20 30 5 20'],
  ['en', 'one, two, three', '1 2 3'],
  ['en', 'the fourteenth of May, the twenty-first', '14 21'],
  ['en', 'in twenty twenty-six', '20 2026 26'],
  ['en', 'one point five million or 1.5 million or 30 thousand', '1500000 1500000 30000'],
  ['en', 'three million four hundred thousand and twelve', '3400012'],
  ['en', '1.5 and 15 and 1,500 and 1.500,50', '1.5 15 1.500 1500 1.500.50 1500.50'],
  ['en', 'once and again, and so on', ''],
  ['de', 'dreißigtausend, neunzigtausend', '30000 90000'],
  ['de', 'zweihunderteinundfünfzigtausend Euro und zwölf', '251000 12'],
  ['de', 'zwischen fünf und zwanzig', '5 20'],
  ['de', 'am vierzehnten, dritten und einundzwanzigsten', '14 3 21'],
  ['de', 'neunzehnhundertvierundachtzig und eine Million zweihunderttausend', '1984 1200000'],
  ['es', 'treinta y cinco mil, ciento veinte, quinientas, el primero', '35000 120 500 1'],
  ['es', 'dos millones trescientos mil, once, mil millones', '2300000 11 1000000000'],
  [undefined, '三万元、九万、二〇二六年、十五、3万、3.5亿、一起', '30000 90000 2026 15 30000 350000000'],
  [undefined, 'trente thirty', ''],
])('%s: %s', (language, text, numbers) => {
  expect(read(text, language)).toBe(numbers);
});

test('no run of digits, however long, is looked through again and again', () => {
  const digits = '1'.repeat(200_000);
  expect(read(`${digits} 百`).split(' ').includes('100')).toBe(true);
});
