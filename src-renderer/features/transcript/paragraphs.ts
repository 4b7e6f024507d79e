import {
  LONG_LETTERS,
  PAUSE_MS,
  toParagraphs,
  type Paragraph,
} from '../../../src-main/contract/paragraphs.ts';
import type { Segment } from '../../../src-main/contract/transcripts.ts';

export interface ReadParagraph extends Paragraph<Segment> {
  /** Of its first segment. */
  id: string;
}

/** Where one writes nothing jumps: paragraphs that are there grow up to this. */
const LONGEST = 960;

/** Those that did not change are the very same as before, so that they need not be drawn again. */
export function readParagraphs(
  segments: readonly Segment[],
  before: readonly ReadParagraph[] = [],
): readonly ReadParagraph[] {
  const known = new Map(before.map((paragraph) => [paragraph.id, paragraph]));
  const breaks = breaksIn(before);
  return toParagraphs(segments, (letters, { id }) => isFull(letters, breaks.get(id))).map((made) => {
    const paragraph = { id: made.segments[0]?.id ?? '', ...made };
    const old = known.get(paragraph.id);
    return old && isSameParagraph(old, paragraph) ? old : paragraph;
  });
}

/** Of each segment: whether a paragraph was closed before it for its length alone. */
function breaksIn(paragraphs: readonly ReadParagraph[]): ReadonlyMap<string, boolean> {
  return new Map(
    paragraphs.flatMap(({ segments, isTurn, startMs }, index) => {
      const isPause = startMs - (paragraphs[index - 1]?.endMs ?? -Infinity) >= PAUSE_MS;
      return segments.map(({ id }, at) => [id, at === 0 && !isTurn && !isPause] as const);
    }),
  );
}

/** `wasBroken`: whether it ended here before; undefined: this is new. */
const isFull = (letters: number, wasBroken: boolean | undefined) =>
  wasBroken === true || letters >= (wasBroken === undefined ? LONG_LETTERS : LONGEST);

const isSameParagraph = (one: ReadParagraph, other: ReadParagraph) =>
  one.isTurn === other.isTurn &&
  one.segments.length === other.segments.length &&
  one.segments.every((segment, at) => segment === other.segments[at]);

/** The last of them that has begun by then; -1: none has. They are in the order of time. */
export function lastBegun(items: readonly { startMs: number }[], ms: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.startMs ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
