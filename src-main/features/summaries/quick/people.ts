import { isContent, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn } from '../language/words.ts';
import type { Cues } from '../cues/types.ts';
import { createFullNames } from '../full-names.ts';
import type { Sentence } from './sentences.ts';

const name = String.raw`\p{Lu}[\p{L}\p{M}-]+`;
/** “Ben, …”, “…, Ben?” and “Thank you, Ben.” */
const called = new RegExp(
  `^(?<first>${name}),|, (?<last>${name})[.?!]*$|^(?:[\\p{L}]+,? ){1,3}(?<greeted>${name})[.!?]*$`,
  'u',
);

export interface People {
  /** The name of whoever speaks, where a part of it is said. */
  fullName(name: string): string;
  /** Whom a sentence speaks to. */
  calledIn(sentence: Sentence): string | null;
  /** Whether somebody can be called so. */
  isPerson(words: string): boolean;
  /** With the names of those who speak in capitals, as rules expect them. */
  withNames(text: string): string;
}

/** Who may be meant in a meeting. */
export function findPeople(sentences: readonly Sentence[], cues: Cues, language: RuledLanguage): People {
  const voices = new Set(sentences.map(({ speaker }) => speaker));
  const speakers = new Set([...voices].flatMap((speaker) => wordsIn(speaker).map(({ text }) => text)));
  const small = new Set(
    sentences.flatMap(({ words }) => words.filter(({ text }) => /^\p{Ll}/u.test(text)).map(({ key }) => key)),
  );
  const keys = new Set([...speakers].flatMap((text) => wordsIn(text).map(({ key }) => key)));
  const spoken = [...speakers]
    .filter((text) => /^\p{Lu}\p{L}+$/u.test(text))
    .map((text) => text.toLowerCase());
  const inSmall = spoken.length > 0 ? new RegExp(`(?<!\\p{L})(?:${spoken.join('|')})(?!\\p{L})`, 'gu') : null;

  /** A word that is written without a capital elsewhere, or is a day, is nobody. */
  function isPerson(words: string): boolean {
    if (cues.when.test(words)) return false;
    return wordsIn(words).every(
      (word) =>
        keys.has(word.key) ||
        /^(?:and|und|y)$/.test(word.key) ||
        (isContent(word, language) && /^\p{Lu}/u.test(word.text) && !small.has(word.key)),
    );
  }
  const fullName = createFullNames(voices);
  return {
    isPerson,
    fullName,
    calledIn({ text }) {
      const { first, last, greeted } = called.exec(text)?.groups ?? {};
      const name = [first, last, greeted].find((own) => own !== undefined && isPerson(own));
      return name === undefined ? null : fullName(name);
    },
    withNames: (text) =>
      inSmall ? text.replace(inSmall, (own) => own.charAt(0).toUpperCase() + own.slice(1)) : text,
  };
}
