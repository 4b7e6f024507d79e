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

const isPlainLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Whether a word could begin, or end, at a place of folded text: no other letter of it comes before, or after. */
export function isEdge(text: string, place: number, side: 'before' | 'after'): boolean {
  const code = text.charCodeAt(side === 'before' ? place - 1 : place);
  if (code < 128 || Number.isNaN(code)) return !isPlainLetter(code);
  return side === 'before'
    ? !endsInWord.test(text.slice(Math.max(0, place - MARKS), place))
    : !beginsInWord.test(text.slice(place, place + 2));
}

/** What is longer is no word, but has to be kept all the same. */
const LONGEST = 60;

export const isWhole = (word: string) => isLone.test(word) || word.length >= LONGEST;

/** What each unit of a text becomes: 0 where it is not known yet, SEVERAL or DEPENDS. */
const table = new Uint16Array(0x1_0000);
const SEVERAL = 0xd800;
const DEPENDS = 0xdc00;
/** Units that become two. */
const pairs = new Map<number, string>();

/** Signs of currencies that would become letters, and those one word with their neighbours: they part words, as $ does. */
const letteredSigns = /[\u20A8\uFDFC]/g;
const SIGN = '$';

function learn(code: number): number {
  const letter = String.fromCharCode(code).replace(letteredSigns, SIGN);
  const folded = fold(letter);
  // Marks, half characters and the parts of Korean ones depend on what stands beside them.
  const depends = /[\p{M}\p{Cs}\u1100-\u11FF]/u.test(letter + folded) || folded.length > 2 || folded === '';
  if (folded.length === 2) pairs.set(code, folded);
  table[code] = depends ? DEPENDS : folded.length === 2 ? SEVERAL : folded.charCodeAt(0);
  return table[code];
}

/** The same as `fold` but for the signs above, and quick, unit by unit, as long as none depends on others. */
export function foldText(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  const units = new Uint16Array(text.length * 2);
  let length = 0;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    const known = table[code];
    const folded = known === undefined || known === 0 ? learn(code) : known;
    if (folded === DEPENDS) return fold(text.replace(letteredSigns, SIGN));
    if (folded === SEVERAL) {
      const pair = pairs.get(code) ?? '';
      units[length++] = pair.charCodeAt(0);
      units[length++] = pair.charCodeAt(1);
    } else units[length++] = folded;
  }
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
}

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

/** Runs that are no plain letters, and the words they are taken for. */
const TAKEN = 5000;
const taken = new Map<string, readonly string[]>();

function takeApart(run: string): readonly string[] {
  const before = taken.get(run);
  if (before) return before;
  const found = foldText(run).match(words)?.map(shortened) ?? [];
  if (run.length <= LONGEST && taken.size < TAKEN) taken.set(run, found);
  return found;
}

export function wordsOf(text: string): string[] {
  const found: string[] = [];
  for (const run of text.toLowerCase().match(runs) ?? []) {
    if (!plain.test(run)) found.push(...takeApart(run));
    else found.push(run.length > LONGEST ? shortened(run) : run);
  }
  return found;
}
