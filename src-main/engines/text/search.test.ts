import { expect, test } from 'vitest';
import { search } from './search.ts';
import type { Wanted } from './types.ts';

const usual = { matchCase: false, wholeWord: false, isPattern: false, replacement: null, limit: 100 };
const find = (texts: string[], text: string, more: Partial<Wanted> = {}) =>
  search(texts, { ...usual, text, ...more }).found.map(({ index, start, end, replacement }) => {
    const found = `${index}:${texts[index]?.slice(start, end) ?? ''}`;
    return replacement === null ? found : `${found}→${replacement}`;
  });

test('text is found as it stands, in any case or in its own, alone or within a word', () => {
  const texts = ['Budget, budget (BUDGET).', 'Budgets and the 予算', ''];
  expect(find(texts, 'budget')).toEqual(['0:Budget', '0:budget', '0:BUDGET', '1:Budget']);
  expect(find(texts, 'budget', { matchCase: true })).toEqual(['0:budget']);
  expect(find(texts, 'budget', { wholeWord: true })).toEqual(['0:Budget', '0:budget', '0:BUDGET']);
  expect(find(texts, '予算', { wholeWord: true })).toEqual(['1:予算']);
  expect(find(['naïve nai\u0308ve na'], 'na', { wholeWord: true })).toEqual(['0:na']);
});

test.each(['.', '*', '(', '[a', '\\', '$', '^', 'a|b', '{2}', '/', '?', '-', '$&', '🙂'])(
  '%s is nothing but itself',
  (sign) => {
    expect(find([`x${sign}y`], sign)).toEqual([`0:${sign}`]);
    expect(find(['xaby2'], sign)).toEqual([]);
    // And so is what takes its place.
    expect(find([`x${sign}y`], sign, { replacement: '$1$&$$' })).toEqual([`0:${sign}→$1$&$$`]);
  },
);

test('patterns find, and take groups along', () => {
  const pattern = { isPattern: true, replacement: '$2 $1 $& $$ $3 $<no> $0' };
  expect(find(['Doe John'], '(\\w+) (\\w+)', pattern)).toEqual([
    '0:Doe John→John Doe Doe John $ $3 $<no> $0',
  ]);
  expect(find(['7 am'], '(?<hour>\\d) am', { isPattern: true, replacement: '$<hour>:00$<no>' })).toEqual([
    '0:7 am→7:00',
  ]);
  expect(find(['ab'], '(a)b', { isPattern: true, replacement: '$10 $01 $1x $20 $00' })).toEqual([
    `0:ab→${'ab'.replace(/(a)b/, '$10 $01 $1x $20 $00')}`,
  ]);
  expect(find(['ab'], '(a)|(b)', { isPattern: true, replacement: '[$1$2]' })).toEqual(['0:a→[a]', '0:b→[b]']);
  expect(find(['a1b22'], '\\d+|x*', { isPattern: true })).toEqual(['0:1', '0:22']);
  expect(find(['in inn'], 'in|inn', { isPattern: true, wholeWord: true })).toEqual(['0:in', '0:inn']);
});

test.each(['(', 'a)(b', '[', '*', '\\', '(?<n>a)(?<n>b)'])('%s is no pattern', (text) => {
  for (const wholeWord of [false, true]) {
    const bad = expect.objectContaining({ code: 'bad_pattern' }) as unknown;
    expect(() => find(['a'], text, { isPattern: true, wholeWord })).toThrow(bad);
  }
});

test('beyond the limit matches are counted only', () => {
  const { found, total } = search(['aaa', 'aa'], { ...usual, text: 'a', limit: 2 });
  expect(found).toHaveLength(2);
  expect(total).toBe(5);
});
