import { AppError } from '../../../rpc/errors.ts';
import { joined } from '../pipeline/join.ts';
import type { Heard } from '../pipeline/types.ts';
import { fit, wordsOf, type Word } from './retime.ts';

/** What stands before an offset and what stands after it, without the space between them. */
export function divide(segment: Heard, at: number): [Heard, Heard] {
  const { text } = segment;
  if (!text.slice(0, at).isWellFormed())
    throw new AppError('invalid_input', 'The offset lies within a sign.');
  const [before, after] = divideWords(wordsOf(segment), at);
  const [first, second] = [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
  if (first.trim() === '' || second.trim() === '')
    throw new AppError('invalid_input', 'There must be words on both sides.');
  const startMs = Math.max(after[0]?.startMs ?? segment.endMs, segment.startMs + 1);
  // Two that begin at once would have no order.
  if (startMs > segment.endMs) throw new AppError('invalid_input', 'This segment is too short to be split.');
  const endMs = Math.min(Math.max(before.at(-1)?.endMs ?? segment.startMs, segment.startMs), startMs);
  return [
    { ...segment, endMs, text: first, words: fit(before, { startMs: segment.startMs, endMs }) },
    { ...segment, startMs, text: second, words: fit(after, { startMs, endMs: segment.endMs }) },
  ];
}

/** Two that follow each other, with the words on the side where their middle lies. */
export function divideAnew(before: Heard, after: Heard, atMs: number): [Heard, Heard] {
  if (atMs <= before.startMs || atMs >= after.endMs)
    throw new AppError('invalid_input', 'The boundary must lie within the two segments.');
  const own = wordsOf(before);
  const whole = joined({ ...before, words: own }, { ...after, words: wordsOf(after) });
  const found = whole.words.findIndex(({ startMs, endMs }) => (startMs + endMs) / 2 >= atMs);
  const count = found < 0 ? whole.words.length : found;
  const [one, other] =
    count === own.length ? [before, after] : divide(whole, lengthOf(whole.words.slice(0, count)));
  const spans = [
    { startMs: before.startMs, endMs: count > own.length ? atMs : Math.min(before.endMs, atMs) },
    { startMs: atMs, endMs: after.endMs },
  ] as const;
  return [
    { ...before, ...spans[0], text: one.text, words: fit(one.words, spans[0]) },
    { ...after, ...spans[1], text: other.text, words: fit(other.words, spans[1]) },
  ];
}

const lengthOf = (words: readonly Word[]) => words.reduce((sum, { text }) => sum + text.length, 0);

function divideWords(words: readonly Word[], at: number): [Word[], Word[]] {
  const before: Word[] = [];
  const after: Word[] = [];
  let from = 0;
  for (const word of words) {
    const own = at - from;
    from += word.text.length;
    if (own >= word.text.length) before.push(word);
    else if (own <= 0) after.push(word);
    else {
      const middle = Math.round(word.startMs + ((word.endMs - word.startMs) * own) / word.text.length);
      before.push({ ...word, text: word.text.slice(0, own), endMs: middle });
      after.push({ ...word, text: word.text.slice(own), startMs: middle });
    }
  }
  return [trimLast(before), trimFirst(after)];
}

/** The space that goes from the text goes from its words, even where it was all there was of one. */
function trimLast(words: readonly Word[]): Word[] {
  const last = words.findLastIndex(({ text }) => text.trim() !== '');
  return words
    .slice(0, last + 1)
    .map((word, index) => (index === last ? { ...word, text: word.text.trimEnd() } : word));
}

function trimFirst(words: readonly Word[]): Word[] {
  const first = words.findIndex(({ text }) => text.trim() !== '');
  return words
    .slice(Math.max(first, 0))
    .map((word, index) => (index === 0 ? { ...word, text: word.text.trimStart() } : word));
}
