import type { Segment } from '../../../src-main/contract/transcripts.ts';

type Word = Segment['words'][number];
const middleOf = ({ startMs, endMs }: Word) => (startMs + endMs) / 2;

/** Where the boundary of two segments goes so that one word changes sides: words belong where their middle lies. Null: none can. */
export function boundaryMs(
  before: Segment | undefined,
  own: Segment | undefined,
  way: 'back' | 'on',
): number | null {
  const last = before?.words.at(-1);
  const [first, second] = own?.words ?? [];
  if (!last || !first) return null;
  // Neither of them may be left without words.
  if (way === 'back') return before && before.words.length > 1 ? Math.floor(middleOf(last)) : null;
  return second ? Math.ceil(Math.max(second.startMs, middleOf(first) + 1)) : null;
}
