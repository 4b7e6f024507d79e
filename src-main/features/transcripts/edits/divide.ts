import { isBlank } from '../../../contract/common.ts';
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
  if (isBlank(first) || isBlank(second))
    throw new AppError('invalid_input', 'There must be words on both sides.');
  // Two that begin at once would have no order.
  if (segment.endMs - segment.startMs < 2)
    throw new AppError('invalid_input', 'This segment is too short to be split.');
  const begun = after[0]?.startMs ?? segment.endMs;
  const startMs = Math.min(Math.max(begun, segment.startMs + 1), segment.endMs - 1);
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
    // The space before a word has no time of its own.
    if (word.text.slice(Math.max(0, own)).trim() === '') before.push(word);
    else if (word.text.slice(0, Math.max(0, own)).trim() === '') after.push(word);
    else {
      const middle = Math.round(word.startMs + ((word.endMs - word.startMs) * own) / word.text.length);
      before.push({ ...word, text: word.text.slice(0, own), endMs: middle });
      after.push({ ...word, text: word.text.slice(own), startMs: middle });
    }
  }
  // The space that goes from the text goes from its words.
  return [
    before.map((word, index) =>
      index === before.length - 1 ? { ...word, text: word.text.trimEnd() } : word,
    ),
    after.map((word, index) => (index === 0 ? { ...word, text: word.text.trimStart() } : word)),
  ];
}
