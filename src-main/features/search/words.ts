import { fold } from '../../storage/database.ts';

const scripts = ['Han', 'Hira', 'Kana', 'Bopo', 'Thai', 'Laoo', 'Khmr', 'Mymr'];
/** Of scripts that put no spaces between words each character is a word, and so is each picture. Their marks are left out. */
const alone = String.raw`[[\p{L}\p{N}]&&[${scripts.map((name) => `\\p{scx=${name}}`).join('')}]]`;
const lone = String.raw`[\p{So}${alone}]`;
/** How a word of the other scripts begins, and how it goes on. */
const first = String.raw`[[\p{L}\p{N}]--${alone}]`;
const next = String.raw`[[\p{L}\p{N}\p{M}]--${alone}]`;

const runs = /[\p{L}\p{N}\p{M}\p{So}]+/gu;
const words = new RegExp(`${lone}|${first}${next}*`, 'gv');
const isLone = new RegExp(`^${lone}$`, 'v');
const plain = /^[\0-\x7f]*$/;
const endsInWord = new RegExp(`${first}\\p{M}*$`, 'v');
const beginsInWord = new RegExp(`^${next}`, 'v');
/** A word of any script is hardly ever longer with its marks. */
const MARKS = 8;

/** Whether a word could begin, or end, at a place of folded text: no other letter of it comes before, or after. */
export const isEdge = (text: string, place: number, side: 'before' | 'after') =>
  side === 'before'
    ? !endsInWord.test(text.slice(Math.max(0, place - MARKS), place))
    : !beginsInWord.test(text.slice(place, place + 2));

/** What is longer is no word, but has to be kept all the same. */
const LONGEST = 60;

export const isWhole = (word: string) => isLone.test(word) || word.length >= LONGEST;

/** Letters that are folded again and again, with the one before, which a mark may belong to. */
const known = new Map<string, string>();
const KNOWN = 5000;

function foldRun(run: string): string {
  const before = known.get(run);
  if (before !== undefined) return before;
  const folded = fold(run);
  if (run.length <= 4 && known.size < KNOWN) known.set(run, folded);
  return folded;
}

/** The same as `fold`, and quick where most letters are plain ones. */
export const foldText = (text: string) =>
  plain.test(text) ? text.toLowerCase() : text.toLowerCase().replace(/[\0-\x7f]?[^\0-\x7f]+/g, foldRun);

export interface Word {
  word: string;
  /** Where it stands in the text. */
  start: number;
  end: number;
}

const shortened = (word: string) => word.slice(0, LONGEST).toWellFormed();

/** Letter case and accents are folded away. Where that changes the length, a word stands for all that it is part of. */
export function* placedWords(text: string): Generator<Word> {
  for (const { 0: run, index } of text.matchAll(runs)) {
    const folded = foldText(run);
    const isSame = folded.length === run.length;
    for (const { 0: word, index: at } of folded.matchAll(words)) {
      yield {
        word: shortened(word),
        start: isSame ? index + at : index,
        end: index + (isSame ? at + word.length : run.length),
      };
    }
  }
}

export function wordsOf(text: string): string[] {
  if (plain.test(text))
    return (
      text
        .toLowerCase()
        .match(/[a-z0-9]+/g)
        ?.map(shortened) ?? []
    );
  return (text.match(runs) ?? []).flatMap((run) => foldText(run).match(words)?.map(shortened) ?? []);
}
