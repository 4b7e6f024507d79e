import type { Action, Claim, SummaryContent } from '../../../contract/summaries.ts';
import { mapClaims } from '../claims.ts';
import { digitsAmong, numbersIn } from '../language/numbers.ts';
import { isContent, ruledLanguage, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn, type Word } from '../language/words.ts';
import type { Said } from '../parts.ts';
import { capitalsIn, createNameTest, type NameTest } from './names.ts';

/** At least so many of a claim's words are in what it cites. Others are those of whoever puts it shortly. */
const ENOUGH = 0.5;

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What a claim cites. */
interface Evidence {
  text: string;
  keys: Set<string>;
  stems: Set<string>;
  numbers: Set<string>;
  /** Of what those are called who say it. */
  names: Set<string>;
}

function evidenceOf(cited: readonly Said[]): Evidence {
  const text = plain(cited.map((own) => own.text).join(' '));
  const words = wordsIn(text);
  return {
    text,
    keys: new Set(words.map(({ key }) => key)),
    stems: new Set(words.map(({ stem }) => stem)),
    numbers: numbersIn(words),
    names: new Set(cited.flatMap(({ speaker }) => wordsIn(speaker)).map(({ key }) => key)),
  };
}

const hasWord = ({ stems, names }: Evidence, { key, stem }: Word) => stems.has(stem) || names.has(key);

function hasNumbers({ numbers }: Evidence, words: readonly Word[]): boolean {
  return digitsAmong(words).every(({ readings }) => readings.some((reading) => numbers.has(reading)));
}

/** A number in words may be one in digits there, and the other way round. */
function isThere(evidence: Evidence, word: Word): boolean {
  if (hasWord(evidence, word)) return true;
  const own = numbersIn([word]);
  return own.size > 0 && [...own].some((number) => evidence.numbers.has(number));
}

function areThere(evidence: Evidence, text: string, language: RuledLanguage | undefined, share: number) {
  if (plain(text) === '') return false;
  if (evidence.text.includes(plain(text))) return true;
  const words = wordsIn(text);
  const telling = words.filter((word) => isContent(word, language));
  const meant = telling.length > 0 ? telling : words;
  const found = meant.filter((word) => isThere(evidence, word)).length;
  return meant.length > 0 && found >= meant.length * share && hasNumbers(evidence, words);
}

function areNamesThere(evidence: Evidence, text: string, isName: NameTest): boolean {
  return capitalsIn(text).every((word) => !isName(word) || isThere(evidence, word));
}

/** Whoever is to do it says so, or is named there. */
const isWhoThere = (evidence: Evidence, who: string) =>
  plain(who) !== '' && wordsIn(who).every((word) => hasWord(evidence, word));

/**
 * What a writer claims, with its citations in the order of time and each claim marked: whether its words, names and
 * numbers are found in what it cites. Nothing is left out; what cites a segment that is not there is unsupported.
 */
export function checkSupport(
  content: SummaryContent,
  segments: readonly Said[],
  known: string | null,
): SummaryContent {
  const places = new Map(segments.map(({ id }, place) => [id, place]));
  const language = ruledLanguage(
    known,
    segments.map(({ text }) => text),
  );
  const isName = createNameTest(segments, language);

  function check(claim: Claim | Action): Claim {
    const cited = [...new Set(claim.citations)]
      .flatMap((id) => places.get(id) ?? [])
      .sort((one, other) => one - other)
      .flatMap((place) => segments[place] ?? []);
    const evidence = evidenceOf(cited);
    const { who = null, when = null } = 'who' in claim ? claim : {};
    const isFound =
      claim.citations.every((id) => places.has(id)) &&
      areThere(evidence, claim.text, language, ENOUGH) &&
      areNamesThere(evidence, claim.text, isName) &&
      (who === null || isWhoThere(evidence, who)) &&
      (when === null || areThere(evidence, when, language, 1));
    return { ...claim, citations: cited.map(({ id }) => id), support: isFound ? 'found' : 'unsupported' };
  }
  return mapClaims(content, check);
}
