import type { Action, Claim, SummaryContent } from '../../../contract/summaries.ts';
import { mapClaims } from '../claims.ts';
import { createFullNames } from '../full-names.ts';
import { numbersIn } from '../language/numbers.ts';
import { isContent, ruledLanguage, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn, type Word } from '../language/words.ts';
import { isGeneric } from '../names/generic.ts';
import type { Said } from '../parts.ts';
import { evidenceOf, hasWord, plain, type Evidence } from './evidence.ts';
import { capitalsIn, createNameTest, createStrangerTest } from './names.ts';
import { isDenied, isRefusing, isSwapped } from './opposites.ts';

/** At least so many of a claim's words are in what it cites. Others are those of whoever puts it shortly. */
const ENOUGH = 0.5;

interface Look {
  words: Word[];
  /** How much of what it says is there. */
  share: number;
  /** The words of it that are not. */
  missing: Word[];
  hasNumbers: boolean;
}

/** Digits that stand there just so, and are no part of a longer number. */
const isWholeNumber = ({ text }: Evidence, digits: string) =>
  /^\p{Nd}+$/u.test(digits) &&
  new RegExp(`(?<!\\p{Nd}|\\p{Nd}[.,:])${digits}(?![.,:]?\\p{Nd})`, 'u').test(text);

/** A number in words may be one in digits there, and the other way round. */
function lookFor(evidence: Evidence, text: string, language: RuledLanguage | undefined): Look {
  const words = wordsIn(text);
  const telling = words.filter((word) => isContent(word, language));
  const numbers = numbersIn(text, words, language);
  const isThere = ({ readings, words: own }: (typeof numbers)[number]) =>
    readings.some((reading) => evidence.numbers.has(reading)) ||
    // Beside letters of another script there are other words.
    (own.length === 1 && own.every((word) => isWholeNumber(evidence, word.text)));
  const counted = new Set(numbers.filter(isThere).flatMap((number) => number.words));
  const meant = telling.length > 0 ? telling : words;
  const missing = meant.filter((word) => !counted.has(word) && !hasWord(evidence, word));
  // “One” and “first” are said for much that is no number.
  const isOne = (number: (typeof numbers)[number]) =>
    number.readings[0] === '1' && number.words.every(({ key }) => key !== '1');
  return {
    ...{ words, missing },
    share: meant.length === 0 ? 0 : 1 - missing.length / meant.length,
    hasNumbers: numbers.every((number) => isOne(number) || isThere(number)),
  };
}

/** Words that stand there just so. */
const isWritten = ({ text }: Pick<Evidence, 'text'>, words: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(plain(words))}(?![\\p{L}\\p{N}])`, 'u').test(text);

function isWhenThere(evidence: Evidence, when: string, language: RuledLanguage | undefined): boolean {
  if (plain(when) === '') return false;
  const { share, hasNumbers } = lookFor(evidence, when, language);
  return isWritten(evidence, when) || (share === 1 && hasNumbers);
}

/** Whoever is to do it says so, or is named there: as a whole or, where that is told, in part. */
function isWhoThere(
  evidence: Evidence,
  who: string,
  fullName: (name: string) => string,
  language: RuledLanguage | undefined,
): boolean {
  const words = wordsIn(who);
  if (words.length > 0 && words.every(({ key }) => evidence.names.has(key))) return true;
  const parts = capitalsIn(evidence.text).flatMap(({ text }) => (fullName(text) === who ? text : []));
  const isNamed = words.length > 0 && words.every((word) => hasWord(evidence, word));
  return (
    (isNamed || parts.length > 0) &&
    [...new Set([plain(who), ...parts])].every((name) => !isRefusing(evidence, name, language))
  );
}

/**
 * A claim with its citations in the order of time, marked: whether its words, names and numbers are found in what it
 * cites. What cites a segment that is not there is unsupported.
 */
export function createCheck(segments: readonly Said[], known: string | null) {
  const places = new Map(segments.map(({ id }, place) => [id, place]));
  const language = ruledLanguage(
    known,
    segments.map(({ text }) => text),
  );
  const isName = createNameTest(segments, language);
  const isStranger = createStrangerTest(segments);
  const fullName = createFullNames(segments.map(({ speaker }) => speaker));

  function isSaid(evidence: Evidence, text: string): boolean {
    const { words, missing, share, hasNumbers } = lookFor(evidence, text, language);
    if (share < ENOUGH || !hasNumbers) return false;
    const lost = new Set(missing.map(({ at }) => at));
    const [word, ...more] = missing;
    return (
      capitalsIn(text).every((own) => !lost.has(own.at) || !isName(own)) &&
      !isStranger(evidence, text, words, missing) &&
      !(word && more.length === 0 && !isGeneric(word.text) && isSwapped(evidence, words, word)) &&
      !isDenied(evidence, text, language)
    );
  }

  return (claim: Claim | Action): Claim => {
    const cited = [...new Set(claim.citations)]
      .flatMap((id) => places.get(id) ?? [])
      .sort((one, other) => one - other);
    const evidence = evidenceOf(segments, cited, language);
    const { who = null, when = null } = 'who' in claim ? claim : {};
    const isFound =
      claim.citations.every((id) => places.has(id)) &&
      isSaid(evidence, claim.text) &&
      (who === null || isWhoThere(evidence, who, fullName, language)) &&
      (when === null || isWhenThere(evidence, when, language));
    return {
      ...claim,
      citations: cited.flatMap((place) => segments[place]?.id ?? []),
      support: isFound ? 'found' : 'unsupported',
    };
  };
}

/** What a writer claims, each claim checked. Nothing is left out. */
export const checkSupport = (
  content: SummaryContent,
  segments: readonly Said[],
  known: string | null,
): SummaryContent => mapClaims(content, createCheck(segments, known));
