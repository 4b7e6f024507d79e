import { hanNumbersIn, isHanSign } from './han-numbers.ts';
import { numberWords, partsOfGerman } from './number-words.ts';
import type { RuledLanguage } from './stop-words.ts';
import type { Word } from './words.ts';

/** A number in digits or words. */
export interface SaidNumber {
  words: Word[];
  /** What it may stand for: 1.500 is a thousand and more in some countries, and less than two in others. */
  readings: string[];
}

/** Signs before three digits each may only be there to be read more easily; any other is a decimal point. */
const grouped = /^\p{N}{1,3}(?:[.,]\p{N}{3})+(?=[.,]\p{N}{1,2}$|$)/u;

function readingsOf(digits: string): string[] {
  const plain = digits.replaceAll(',', '.');
  const group = grouped.exec(digits)?.[0];
  return group ? [plain, group.replace(/[.,]/g, '') + plain.slice(group.length)] : [plain];
}

interface Token {
  word: Word;
  kind: 'digits' | 'small' | 'large' | 'joint' | 'point' | 'other';
  value: number;
}

function tokensOf(text: string, words: readonly Word[], language: RuledLanguage | undefined): Token[] {
  const known = language && numberWords[language];
  return words.flatMap((word, index): Token[] => {
    const token = (kind: Token['kind'], value = 0) => ({ word, kind, value });
    const before = words[index - 1];
    const between = before ? text.slice(before.at + before.text.length, word.at) : '';
    // A number ends at a comma.
    return [...(/[^\s-]/.test(between) ? [token('other')] : []), ...tokensIn(word, token)];
  });

  function tokensIn(word: Word, token: (kind: Token['kind'], value?: number) => Token): Token[] {
    const isOfHan = isHanSign(word.key) || isHanSign(text.charAt(word.at + word.text.length));
    if (/^\p{N}/u.test(word.key) && !isOfHan) return [token('digits', Number(readingsOf(word.key).at(-1)))];
    const parts = language === 'de' ? partsOfGerman(word.key) : [];
    return (parts.length > 0 ? parts : [word.key]).map((key) => {
      const [small, large] = [known?.small.get(key), known?.large.get(key)];
      if (small !== undefined) return token('small', small);
      if (large !== undefined) return token('large', large);
      return token(key === known?.joint ? 'joint' : key === known?.point ? 'point' : 'other');
    });
  }
}

/** Whether one goes on with the other: twenty-five, but not twenty thirty. */
function fits(value: number, other: number): boolean {
  if (value === 0 || other === 0) return false;
  if (other < 10) return value % 10 === 0 && value % 100 !== 10;
  return other < 100 ? value % 100 === 0 : value % 1000 === 0;
}

/** The number that begins there, and where it ends; where none does, that is where it begins. */
function numberAt(tokens: readonly Token[], start: number): { value: number; end: number } {
  let total = 0;
  let current: number | null = null;
  let last = Infinity;
  let at = start;
  const isDigits = tokens[start]?.kind === 'digits';
  const goesOn = ({ kind, value }: Token) =>
    current === null
      ? (kind === 'small' || kind === 'digits') && (at === start || value < last)
      : kind === 'small' && !isDigits && fits(current, value);
  for (; ; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const { kind, value } = token;
    if (kind === 'small' || kind === 'digits') {
      if (!goesOn(token)) break;
      current = (current ?? 0) + value;
    } else if (kind === 'large') {
      if (value === 100 && (current ?? 1) < 100) current = (current ?? 1) * 100;
      else if (value === 100) break;
      else if (value < last && (current !== null || at === start)) total += (current ?? 1) * value;
      else if (current === null && at > start) total *= value;
      else break;
      if (value !== 100) [current, last] = [null, value];
    } else if (kind === 'joint' && at > start) {
      const [next, after] = tokens.slice(at + 1, at + 3);
      // Units before tens, as German has them within a word.
      const isTurned = next?.word === token.word && next.kind === 'small' && (current ?? 0) % 100 < 10;
      if (isTurned) {
        current = (current ?? 0) + next.value;
        at += 1;
      } else if (!next || !goesOn(next) || after?.value === 100) break;
    } else if (kind === 'point' && at > start && current !== null) {
      const rest = tokens.slice(at + 1);
      const end = rest.findIndex((own) => own.kind !== 'small' || own.value > 9);
      const decimals = rest.slice(0, end === -1 ? undefined : end);
      if (decimals.length === 0) break;
      current = Number(`${current}.${decimals.map((own) => own.value).join('')}`);
      at += decimals.length;
    } else break;
  }
  return { value: total + (current ?? 0), end: at };
}

const isInTens = (value: number) => value >= 10 && value < 100;

/** All numbers of a text, in digits, in words of a language that has rules, and in Chinese signs. */
export function numbersIn(
  text: string,
  words: readonly Word[],
  language: RuledLanguage | undefined,
): SaidNumber[] {
  const tokens = tokensOf(text, words, language);
  const found: SaidNumber[] = hanNumbersIn(text).map((reading) => ({ words: [], readings: [reading] }));
  for (let at = 0; at < tokens.length;) {
    const { value, end } = numberAt(tokens, at);
    const own = [...new Set(tokens.slice(at, end).map(({ word }) => word))];
    const [first] = own;
    if (first && tokens[at]?.kind === 'digits' && own.length === 1)
      found.push({ words: own, readings: readingsOf(first.key) });
    // Without what binary fractions add.
    else if (first) found.push({ words: own, readings: [String(Number(value.toPrecision(12)))] });
    const next = numberAt(tokens, end);
    // Twenty twenty-six is a year, too.
    if (end > at && isInTens(value) && value < 22 && isInTens(next.value))
      found.at(-1)?.readings.push(String(value * 100 + next.value));
    at = Math.max(end, at + 1);
  }
  return found;
}
