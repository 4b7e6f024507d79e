import type { Word } from './words.ts';

const list = (from: number, words: string) =>
  words.split(' ').map((word, index): [string, number] => [word, from + index]);
const tens = (words: string) =>
  words.split(' ').map((word, index): [string, number] => [word, 20 + 10 * index]);

/** Folded, as words are. */
const small = new Map<string, number>([
  ...list(0, 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'),
  ...list(16, 'sixteen seventeen eighteen nineteen'),
  ...list(1, 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth'),
  ...list(14, 'fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'),
  ...tens('twenty thirty forty fifty sixty seventy eighty ninety'),
  ...tens('twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'),
  ...list(
    0,
    'null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn',
  ),
  ...list(16, 'sechzehn siebzehn achtzehn neunzehn'),
  ...tens('zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig'),
  ...list(0, 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince'),
  ...list(16, 'dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro'),
  ...list(25, 'veinticinco veintiseis veintisiete veintiocho veintinueve'),
  ...list(1, 'primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo'),
]);
for (const [index, word] of 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ').entries())
  small.set(word, 30 + 10 * index);

const large = new Map<string, number>([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1e6],
  ['billion', 1e9],
  ['hundert', 100],
  ['tausend', 1000],
  ['millionen', 1e6],
  ['milliarde', 1e9],
  ['milliarden', 1e9],
  ['cien', 100],
  ['ciento', 100],
  ['mil', 1000],
  ['millones', 1e6],
]);
for (const [
  index,
  word,
] of 'doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'
  .split(' ')
  .entries())
  small.set(word, 200 + 100 * index);

const joints = new Set(['and', 'und', 'y']);

/** What German writes as one word: einundzwanzig, dreitausendzweihundert, vierzehnten. */
const germanUnits = 'ein|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf';
const german = new RegExp(
  `^(?:(?:${germanUnits}|und|dreizehn|vierzehn|funfzehn|sechzehn|siebzehn|achtzehn|neunzehn|zwanzig|dreissig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend)+)(?:te[nrsm]?|ste[nrsm]?)?$`,
);
const germanParts =
  /(?:drei|vier|funf|sech|sieb|acht|neun)zehn|(?:zwan|vier|funf|sech|sieb|acht|neun)zig|dreissig|hundert|tausend|ein|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf/g;

/** A number in words, as far as they go together. */
function valueOf(keys: readonly string[]): number {
  let total = 0;
  let current = 0;
  for (const key of keys) {
    const times = large.get(key);
    if (times === undefined) current += small.get(key) ?? (key === 'ein' ? 1 : 0);
    else if (times === 100) current = Math.max(1, current) * 100;
    else {
      total += Math.max(1, current) * times;
      current = 0;
    }
  }
  return total + current;
}

/** What digits may stand for: 1.500 is a thousand and more in some countries, and less than two in others. */
function readings(digits: string): string[] {
  const whole = digits.replace(/[.,]/g, '');
  const decimal = /^(\p{N}+)[.,](\p{N}+)$/u.exec(digits);
  return [digits, whole, ...(decimal ? [`${decimal[1] ?? ''}.${decimal[2] ?? ''}`] : [])];
}

const isNumeral = (key: string) => small.has(key) || large.has(key);

/** All numbers that these words may stand for, in digits or in words of English, German and Spanish. */
export function numbersIn(words: readonly Word[]): Set<string> {
  const found = new Set<string>();
  let run: string[] = [];
  const end = () => {
    if (run.length > 0) found.add(String(valueOf(run)));
    run = [];
  };
  for (const { key } of words) {
    if (/^\p{N}/u.test(key)) for (const reading of readings(key)) found.add(reading);
    if (isNumeral(key)) {
      found.add(String(valueOf([key])));
      run.push(key);
    } else if (!(run.length > 0 && joints.has(key))) end();
    if (german.test(key)) found.add(String(valueOf(germanOrder(key))));
  }
  end();
  return found;
}

const germanOrder = (key: string) => key.match(germanParts) ?? [];

/** Those of these words that are a number, with what each may stand for. */
export const digitsAmong = (words: readonly Word[]): { text: string; readings: string[] }[] =>
  words.filter(({ key }) => /^\p{N}/u.test(key)).map(({ text, key }) => ({ text, readings: readings(key) }));
