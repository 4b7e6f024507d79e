import { expect, test } from 'vitest';
import { match } from './match.ts';

/** The title with the letters that were found in brackets. */
const shown = (query: string, title: string) => {
  const found = match(query, title);
  return found && Array.from(title, (letter, at) => (found.at.has(at) ? `[${letter}]` : letter)).join('');
};

test.each([
  ['set', 'Settings', '[S][e][t]tings'],
  ['meet', 'New meeting', 'New [m][e][e][t]ing'],
  ['nm', 'New meeting', '[N]ew [m]eeting'],
  ['newm', 'New meeting', '[N][e][w] [m]eeting'],
  ['stgs', 'Settings', '[S]e[t]tin[g][s]'],
  ['set', 'Show or hide the sidebar', null],
  ['aab', 'a a ab', '[a] a [a][b]'],
  ['uber', 'Über uns', '[Ü][b][e][r] uns'],
  ['new jonas', 'Jonas, anew', '[J][o][n][a][s], a[n][e][w]'],
  ['計画', '週の計画', '週の[計][画]'],
  ['xyz', 'Settings', null],
  ['etng', 'Setting', null],
])('%s in %s: %s', (query, title, expected) => {
  expect(shown(query, title)).toBe(expected);
});

test('the beginning of a title comes before that of a word, that before its middle, and letters with gaps come last', () => {
  const titles = ['Reset', 'Select all', 'The settings', 'Settings'];
  const score = (title: string) => match('set', title)?.score ?? 0;
  expect(titles.sort((one, other) => score(other) - score(one))).toEqual([
    'Settings',
    'The settings',
    'Reset',
    'Select all',
  ]);
});
