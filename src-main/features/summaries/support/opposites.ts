import { cuesOf } from '../cues/all.ts';
import { clauseEnds } from '../language/clauses.ts';
import { isContent, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn, type Word } from '../language/words.ts';
import { wholeSentences } from '../quick/sentences.ts';
import type { CitedSentence, Evidence } from './evidence.ts';

/** So much of two is the same where one says the opposite of the other. */
const SAME = 0.6;
/** Two words of one beginning may be forms of each other: sent, sending. */
const STEM = 3;

/** Where nobody says full stops, one thing is said after another. */
const joins = /\s(?=(?:and|und|y) )/iu;

/** Of much that is said around the very words, so many letters may deny them. */
const [BEFORE, AFTER] = [30, 12];
const FAR = 100;

const clausesOf = (text: string) => text.split(clauseEnds).flatMap((clause) => clause.split(joins));

/** Whether what is cited is not so, and the claim says it is, or the other way round. */
export function isDenied(
  { text: cited, sentences }: Evidence,
  claim: string,
  language: RuledLanguage | undefined,
): boolean {
  if (!language) return false;
  const { negates } = cuesOf[language];
  if (!negates.test(claim) && !negates.test(cited)) return false;
  const termsOf = (text: string) =>
    new Set(wordsIn(text).flatMap((word) => (isContent(word, language) ? [word.stem] : [])));
  const saidIn = (text: string) => ({ text, terms: termsOf(text), isNegated: negates.test(text) });
  const said = sentences.flatMap(({ text, isLong }) =>
    [...new Set(isLong ? clausesOf(text) : [text, ...text.split(clauseEnds)])].map(saidIn),
  );

  function isOtherwise(words: string): boolean {
    const wanted = termsOf(words);
    let best = SAME;
    let isSo = true;
    for (const part of said) {
      const at = part.text.length > words.length + FAR ? part.text.indexOf(words) : -1;
      const around = part.text.slice(Math.max(0, at - BEFORE), at + words.length + AFTER);
      const { terms, isNegated } = at < 0 ? part : saidIn(around);
      const likeness = (2 * terms.intersection(wanted).size) / Math.max(1, terms.size + wanted.size);
      if (likeness < best) continue;
      const isAlike = isNegated === negates.test(words);
      isSo = likeness > best ? isAlike : isAlike || (isSo && best > SAME);
      best = likeness;
    }
    return !isSo;
  }
  const own = wholeSentences(claim);
  const claims = sentences.some(({ isLong }) => isLong) ? own.flatMap(clausesOf) : own;
  return claims.some(isOtherwise);
}

/** Whether all mentions of somebody say what they do not do: “Ben can't do it”. */
export function isRefusing({ text }: Evidence, who: string, language: RuledLanguage | undefined): boolean {
  if (!language) return false;
  const mentions = text.matchAll(
    new RegExp(`(?<!\\p{L})${RegExp.escape(who)}((?: [\\p{L}'’]+){1,3})?(?!\\p{L})`, 'gu'),
  );
  const next = Array.from(mentions, ([, words = '']) => words);
  return next.length > 0 && next.every((words) => cuesOf[language].negates.test(words));
}

const isForm = (one: string, other: string) =>
  one.slice(0, STEM) === other.slice(0, STEM) && one.length >= STEM;

/** Whether a word stands where another was said, between the same words: costs rose, costs fell. */
export function isSwapped({ sentences }: Evidence, words: readonly Word[], missing: Word): boolean {
  const at = words.indexOf(missing);
  const beside = (own: readonly Word[], place: number) =>
    [own[place - 1], own[place + 1]].map((word) => word?.stem ?? '').join(' ');
  const wanted = beside(words, at);
  const stems = new Set(words.map(({ stem }) => stem));
  const isOther = (own: Word) => !stems.has(own.stem) && !isForm(own.key, missing.key);
  return (
    wanted.trim() !== '' &&
    sentences.some(({ words: own }: CitedSentence) =>
      own.some((word, place) => isOther(word) && beside(own, place) === wanted),
    )
  );
}
