import type { RuledLanguage } from './stop-words.ts';

export interface NumberWords {
  /** Up to 999. */
  small: ReadonlyMap<string, number>;
  /** What they make that many times as much of. */
  large: ReadonlyMap<string, number>;
  joint: string;
  /** Before decimals. */
  point: string;
}

const count = (from: number, step: number, words: string) =>
  words.split(' ').map((word, index): [string, number] => [word, from + step * index]);

const en: NumberWords = {
  small: new Map([
    ...count(0, 1, 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen'),
    ...count(15, 1, 'fifteen sixteen seventeen eighteen nineteen'),
    ...count(1, 1, 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'),
    ...count(13, 1, 'thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'),
    ...count(20, 10, 'twenty thirty forty fifty sixty seventy eighty ninety'),
    ...count(20, 10, 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'),
  ]),
  large: new Map([
    ...count(100, 0, 'hundred hundredth'),
    ...count(1000, 0, 'thousand thousandth'),
    ...count(1e6, 0, 'million millionth'),
    ['billion', 1e9],
    ['trillion', 1e12],
  ]),
  ...{ joint: 'and', point: 'point' },
};

const de: NumberWords = {
  small: new Map([
    ...count(0, 1, 'null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf'),
    ...count(13, 1, 'dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn'),
    ...count(20, 10, 'zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig'),
    ...['ein', 'eine', 'einen', 'einer'].map((word): [string, number] => [word, 1]),
    ['zwo', 2],
  ]),
  large: new Map([
    ['hundert', 100],
    ['tausend', 1000],
    ...count(1e6, 0, 'million millionen'),
    ...count(1e9, 0, 'milliarde milliarden'),
    ...count(1e12, 0, 'billion billionen'),
  ]),
  ...{ joint: 'und', point: 'komma' },
};

const es: NumberWords = {
  small: new Map([
    ...count(
      0,
      1,
      'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince',
    ),
    ...count(16, 1, 'dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres'),
    ...count(24, 1, 'veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve'),
    ...count(30, 10, 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'),
    ...count(1, 1, 'primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo'),
    ...count(1, 1, 'primera segunda tercera cuarta quinta sexta septima octava novena decima'),
    ...count(200, 100, 'doscientos trescientos cuatrocientos quinientos seiscientos setecientos'),
    ...count(200, 100, 'doscientas trescientas cuatrocientas quinientas seiscientas setecientas'),
    ...count(800, 100, 'ochocientos novecientos'),
    ...count(800, 100, 'ochocientas novecientas'),
    ...['un', 'una', 'primer'].map((word): [string, number] => [word, 1]),
    ...count(21, 0, 'veintiun veintiuna'),
    ['tercer', 3],
  ]),
  large: new Map([
    ...count(100, 0, 'cien ciento'),
    ['mil', 1000],
    ...count(1e6, 0, 'millon millones'),
    ...count(1e12, 0, 'billon billones'),
  ]),
  ...{ joint: 'y', point: 'coma' },
};

export const numberWords: Record<RuledLanguage, NumberWords> = { en, de, es };

const parts =
  /(?:drei|vier|funf|sech|sieb|acht|neun)zehn|(?:zwan|vier|funf|sech|sieb|acht|neun)zig|dreissig|hundert|tausend|eins?|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|und/g;
const ordinals: [RegExp, string][] = [
  [/erste[nrsm]?$/, 'eins'],
  [/dritte[nrsm]?$/, 'drei'],
  [/siebte[nrsm]?$/, 'sieben'],
  [/(?<=^|und|hundert|tausend)achte[nrsm]?$/, 'acht'],
  [/s?te[nrsm]?$/, ''],
];

/** What German writes as one word, taken apart: einundzwanzig, dreitausendzweihundert, vierzehnten. */
export function partsOfGerman(key: string): string[] {
  const ending = ordinals.find(([own]) => own.test(key));
  for (const whole of [key, ...(ending ? [key.replace(...ending)] : [])]) {
    const found = whole.match(parts) ?? [];
    if (found.some((part) => part !== 'und') && found.join('') === whole) return found;
  }
  return [];
}
