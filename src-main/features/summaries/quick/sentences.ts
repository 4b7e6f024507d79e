import { isContent, type RuledLanguage } from '../language/stop-words.ts';
import { wordsIn, type Word } from '../language/words.ts';
import type { Said } from '../parts.ts';

export interface Sentence {
  text: string;
  /** Ids of the segments it stands in. */
  segments: string[];
  speakerId: string | null;
  speaker: string;
  words: Word[];
  /** What it is about: stems, each once. */
  terms: string[];
  isQuestion: boolean;
}

/** A sentence is hardly ever longer. What is, such as text without any full stop, is cut between segments, then words. */
const LONGEST = 50;
const MOST_LETTERS = 600;

/**
 * A full stop ends a sentence before a space, those of scripts without spaces anywhere. Of a row of them the first one is
 * looked at alone, as thousands may be a person's idea of a pause.
 */
const ends = /(?<![.!?…])[.!?…]+["'”’»)\]]*(?=\s)|[。！？｡।॥؟۔။។՞\n]+["'”’»)\]」』]*/gu;
/** Their full stop ends none. */
const shortened =
  /(?:^|[\s(])(?:(?!I)\p{Lu}|Dr|Mr|Mrs|Ms|Prof|St|Nr|Hr|Fr|Sr|Sra|Dra|Ud|Uds|ca|bzw|z\.B|d\.h|u\.a|e\.g|i\.e|vs|approx)\.$/u;
/** Nor does that of a day, before its month. */
const germanDay =
  /\d\.\s(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)/;
const asks = /[?？؟⸮՞;]["'”’»)」』\s]*$/u;
/** The Greek question mark looks like a semicolon, and is one in other scripts. */
const isGreek = /\p{Script=Greek}/u;

const isAsking = (text: string) => asks.test(text) && (!/[;]["'”»)\s]*$/.test(text) || isGreek.test(text));

interface Piece {
  from: number;
  to: number;
}

/** Where each sentence of a text begins and ends. */
function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const { 0: end, index } of text.matchAll(ends)) {
    const to = index + end.length;
    const isShort = shortened.test(text.slice(Math.max(from, to - NEAR), to));
    if (isShort || germanDay.test(text.slice(to - 2, to + NEAR))) continue;
    found.push({ from, to });
    from = to;
  }
  if (from < text.length) found.push({ from, to: text.length });
  return found;
}
/** So far what is looked at stands away. */
const NEAR = 12;

/** What stands between full stops. */
export const wholeSentences = (text: string): string[] =>
  pieces(text).map(({ from, to }) => text.slice(from, to).replace(/\s+/g, ' ').trim());

/** Such a sentence is cut. */
export const isTooLong = (sentence: string, words: number): boolean =>
  words > LONGEST || sentence.length > MOST_LETTERS;

/** Parts of a sentence that are no longer than one should be. `seams`: where segments meet. */
function cut(text: string, piece: Piece, seams: readonly number[]): Piece[] {
  const { from, to } = piece;
  const words = wordsIn(text.slice(from, to));
  if (!isTooLong(text.slice(from, to), words.length)) return [piece];
  const seam = seams
    .filter((at) => at > from && at < to)
    .reduce<number | undefined>((best, at) => {
      const middle = (from + to) / 2;
      return best === undefined || Math.abs(at - middle) < Math.abs(best - middle) ? at : best;
    }, undefined);
  const middle = words[Math.floor(words.length / 2)];
  const at = seam ?? (middle && middle.at > 0 ? from + middle.at : undefined);
  if (at === undefined) return [piece];
  return [...cut(text, { from, to: at }, seams), ...cut(text, { from: at, to }, seams)];
}

/** Segments of one speaker that follow each other; of unknown ones each to itself unless a sentence goes on. */
export function turnsOf(segments: readonly Said[]): Said[][] {
  const turns: Said[][] = [];
  for (const segment of segments) {
    const turn = turns.at(-1);
    const last = turn?.at(-1);
    if (turn && last?.speakerId === segment.speakerId && turn.length < TURN) turn.push(segment);
    else turns.push([segment]);
  }
  return turns;
}
/** So many at a time: where nobody is told apart, a turn would be all there is. */
const TURN = 200;

export function sentencesOf(turn: readonly Said[], language: RuledLanguage | undefined): Sentence[] {
  const [first] = turn;
  if (!first) return [];
  const seams: number[] = [];
  let text = '';
  for (const own of turn) {
    if (text !== '') text += ' ';
    seams.push(text.length);
    text += own.text.trim();
  }
  return pieces(text)
    .flatMap((piece) => cut(text, piece, seams))
    .map(({ from, to }): Sentence => {
      const own = text.slice(from, to);
      const words = wordsIn(own);
      const terms = words.filter((word) => isContent(word, language)).map(({ stem }) => stem);
      const start = from + (/^\s*/.exec(own)?.[0].length ?? 0);
      const within = seams.flatMap((seam, index) => {
        const end = (seams[index + 1] ?? text.length + 1) - 1;
        return seam < to && end > start && end > seam ? [turn[index]?.id ?? ''] : [];
      });
      return {
        text: own.replace(/\s+/g, ' ').trim(),
        segments: within,
        ...{ speakerId: first.speakerId, speaker: first.speaker, words },
        terms: [...new Set(terms)],
        isQuestion: isAsking(own.trim()),
      };
    })
    .filter(({ words, segments }) => words.length > 0 && segments.length > 0);
}
