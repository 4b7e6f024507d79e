import { numbersIn } from '../language/numbers.ts';
import type { RuledLanguage } from '../language/stop-words.ts';
import { wordsIn, type Word } from '../language/words.ts';
import type { Said } from '../parts.ts';
import { isTooLong, wholeSentences } from '../quick/sentences.ts';

export const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

export interface CitedSentence {
  text: string;
  words: Word[];
  isLong: boolean;
}

/** What a claim cites. */
export interface Evidence {
  text: string;
  sentences: CitedSentence[];
  stems: Set<string>;
  numbers: Set<string>;
  /** Of what those are called who say it. */
  names: Set<string>;
}

/** `places`: of segments, in the order of time. What one person goes on to say may be one sentence. */
export function evidenceOf(
  segments: readonly Said[],
  places: readonly number[],
  language: RuledLanguage | undefined,
): Evidence {
  const cited = places.flatMap((place) => {
    const own = segments[place];
    return own ? [{ own, place }] : [];
  });
  const text = cited
    .map(({ own, place }, index) => {
      const before = cited[index - 1];
      const goesOn = before?.place === place - 1 && before.own.speakerId === own.speakerId;
      return `${goesOn ? ' ' : '\n'}${plain(own.text)}`;
    })
    .join('');
  const words = wordsIn(text);
  return {
    text: plain(text),
    sentences: wholeSentences(text).map((own) => {
      const ownWords = wordsIn(own);
      return { text: own, words: ownWords, isLong: isTooLong(own, ownWords.length) };
    }),
    stems: new Set(words.map(({ stem }) => stem)),
    numbers: new Set(numbersIn(text, words, language).flatMap(({ readings }) => readings)),
    names: new Set(cited.flatMap(({ own }) => wordsIn(own.speaker)).map(({ key }) => key)),
  };
}

export const hasWord = ({ stems, names }: Evidence, { key, stem }: Word) => stems.has(stem) || names.has(key);
