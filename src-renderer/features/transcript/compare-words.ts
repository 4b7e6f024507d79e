import { align } from '../../../src-main/contract/align.ts';

/** Words in a row, which the other text has as well or has not. */
export interface Stretch {
  text: string;
  isOwn: boolean;
}

/** Word for word what each of two texts has that the other has not. A word may keep the space before it. */
export function compareWords(before: readonly string[], after: readonly string[]): [Stretch[], Stretch[]] {
  const pairs = align(before.map(trimmed), after.map(trimmed));
  const shared = new Set(pairs.map(([at]) => at));
  const sharedAfter = new Set(pairs.map(([, at]) => at));
  return [stretchesOf(before, (at) => !shared.has(at)), stretchesOf(after, (at) => !sharedAfter.has(at))];
}

const trimmed = (word: string) => word.trim();

function stretchesOf(words: readonly string[], isOwnAt: (at: number) => boolean): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, text] of words.entries()) {
    const isOwn = isOwnAt(index);
    const last = stretches.at(-1);
    if (last?.isOwn === isOwn) last.text += text;
    else stretches.push({ text, isOwn });
  }
  return stretches;
}
