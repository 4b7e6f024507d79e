import { fold } from '../../../storage/database.ts';

export interface Word {
  /** As it was said. */
  text: string;
  /** Letter case and accents folded away. */
  key: string;
  /** Without the commonest endings: the same for most forms of a word. */
  stem: string;
  /** Where it begins. */
  at: number;
}

const runs = /\p{N}+(?:[.,:]\p{N}+)*|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*/gu;
/** Scripts that put no spaces between words. */
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const endings = /(?:['’]s|ing|ed|es|en|er|em|s|e|n)$/;
const SHORTEST = 3;

function stemOf(key: string): string {
  for (let stem = key; ;) {
    const shorter = stem.replace(endings, '');
    if (shorter === stem || shorter.length < SHORTEST) return stem;
    stem = shorter;
  }
}

/** Most words come again and again. */
const MANY = 20_000;
const known = new Map<string, { key: string; stem: string }>();

function formsOf(text: string): { key: string; stem: string } {
  const before = known.get(text);
  if (before) return before;
  if (known.size >= MANY) known.clear();
  const key = fold(text).replaceAll('’', "'");
  const forms = { key, stem: stemOf(key) };
  known.set(text, forms);
  return forms;
}

export function wordsIn(text: string): Word[] {
  const found: Word[] = [];
  const take = (word: string, at: number) => found.push({ text: word, at, ...formsOf(word) });
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (!unspaced.test(run)) {
      take(run, index);
      continue;
    }
    for (const part of segmenter.segment(run)) if (part.isWordLike) take(part.segment, index + part.index);
  }
  return found;
}
