import { align } from '../../../contract/align.ts';
import type { Segment } from '../../../contract/transcripts.ts';
import type { Span } from '../pipeline/types.ts';
import { cut, isUnspaced } from './cut.ts';

export type Word = Segment['words'][number];
type Timed = Pick<Segment, 'startMs' | 'endMs' | 'text' | 'words'>;

/** Letter case and marks do not make another word of it. */
export function keyOf(text: string): string {
  const bare = text.trim().normalize('NFKC').toLowerCase();
  return bare.replace(/[\p{P}\p{S}]+/gu, '') || bare;
}

/** Words share a span by their lengths. What a person wrote is sure. */
function spread(texts: readonly string[], { startMs, endMs }: Span): Word[] {
  const total = texts.reduce((sum, { length }) => sum + length, 0);
  let before = 0;
  const at = () => Math.round(startMs + ((endMs - startMs) * before) / Math.max(total, 1));
  return texts.map((text) => {
    const from = at();
    before += text.length;
    return { text, startMs: from, endMs: at(), probability: 1 };
  });
}

/** A segment whose words are not known has those of its text, by their lengths. */
export function wordsOf({ words, text, ...span }: Timed): Word[] {
  return words.length > 0 ? words : spread(cut(text), span);
}

/**
 * The words of a segment's new text. Those that were there before keep their times; the others share the span of
 * those whose place they take.
 */
export function retime(segment: Timed, text: string): Word[] {
  const old = wordsOf(segment);
  const { head, tail, texts } = unchanged(old, text);
  const words = old.slice(0, head);
  let known = head;
  const share = (toOld: number, toNew: number) => {
    const replaced = old.slice(known, toOld);
    const startMs = replaced[0]?.startMs ?? old[known - 1]?.endMs ?? segment.startMs;
    const endMs = replaced.at(-1)?.endMs ?? old[toOld]?.startMs ?? segment.endMs;
    words.push(...spread(texts.slice(words.length - head, toNew), { startMs, endMs }));
  };
  for (const [a, b] of align(old.slice(head, tail).map(keyed), texts.map(keyOf))) {
    share(head + a, b);
    const word = old[head + a];
    const own = texts[b];
    if (!word || own === undefined) continue;
    words.push({ ...word, text: own, ...(own.trim() !== word.text.trim() && { probability: 1 }) });
    known = head + a + 1;
  }
  share(tail, texts.length);
  return fit([...words, ...old.slice(tail)], segment);
}

const keyed = ({ text }: Word) => keyOf(text);

/**
 * How many words at the beginning, and which at the end, are as they were, and what lies between. So they stay cut as
 * they were: engines have their own way.
 */
function unchanged(old: readonly Word[], text: string) {
  let [head, from] = [0, 0];
  for (const { text: own } of old) {
    if (!text.startsWith(own, from) || !cutsAt(text, from + own.length)) break;
    from += own.length;
    head += 1;
  }
  let [tail, to] = [old.length, text.length];
  for (const { text: own } of old.slice(head).reverse()) {
    if (to - own.length < from || !text.endsWith(own, to) || !cutsAt(text, to - own.length)) break;
    to -= own.length;
    tail -= 1;
  }
  // A space alone is no word: it goes with the one before it, or after.
  if (to > from && text.slice(from, to).trim() === '') {
    if (head > 0) from -= old[--head]?.text.length ?? 0;
    else to += old[tail++]?.text.length ?? 0;
  }
  return { head, tail, texts: cut(text.slice(from, to)) };
}

/** Whether a word may end at this place of a text. */
export function cutsAt(text: string, at: number): boolean {
  return (
    at === text.length ||
    /\s/.test(text.charAt(at)) ||
    isUnspaced.test(text.slice(Math.max(0, at - 1), at + 1))
  );
}

/** In order, and within the span: the engines' own times are not always. */
export function fit(words: readonly Word[], { startMs, endMs }: Span): Word[] {
  let at = startMs;
  return words.map((word) => {
    const from = Math.min(Math.max(word.startMs, at), endMs);
    at = from;
    return { ...word, startMs: from, endMs: Math.min(Math.max(word.endMs, from), endMs) };
  });
}
