import type { Segment } from '../../../src-main/contract/transcripts.ts';

/** What is read as one: segments of one speaker with no long pause between them. */
export interface Paragraph {
  /** Of its first segment. */
  id: string;
  startMs: number;
  endMs: number;
  speakerId: string | null;
  /** Another one spoke before. */
  isTurn: boolean;
  segments: readonly Segment[];
  letters: number;
}

/** Nobody speaks for so long: a new thought. */
const PAUSE_MS = 1200;
/** A paragraph as long as this is closed at the next segment, for the eye's sake. */
const LONG = 480;
/** Where one writes nothing jumps: paragraphs that are there grow up to this. */
const LONGEST = 960;

/** Those that did not change are the very same as before, so that they need not be drawn again. */
export function toParagraphs(
  segments: readonly Segment[],
  before: readonly Paragraph[] = [],
): readonly Paragraph[] {
  const known = new Map(before.map((paragraph) => [paragraph.id, paragraph]));
  const breaks = breaksIn(before);
  const paragraphs: (Paragraph & { segments: Segment[] })[] = [];
  let last: (typeof paragraphs)[number] | undefined;
  for (const segment of segments) {
    const { id, startMs, endMs, speakerId, text } = segment;
    const isSame = last?.speakerId === speakerId;
    if (last && isSame && startMs - last.endMs < PAUSE_MS && !isFull(last.letters, breaks.get(id))) {
      last.segments.push(segment);
      last.endMs = Math.max(last.endMs, endMs);
      last.letters += text.length;
    } else {
      last = { id, startMs, endMs, speakerId, isTurn: !isSame, segments: [segment], letters: text.length };
      paragraphs.push(last);
    }
  }
  return paragraphs.map((paragraph) => {
    const old = known.get(paragraph.id);
    return old && isSameParagraph(old, paragraph) ? old : paragraph;
  });
}

/** Of each segment: whether a paragraph was closed before it for its length alone. */
function breaksIn(paragraphs: readonly Paragraph[]): ReadonlyMap<string, boolean> {
  return new Map(
    paragraphs.flatMap(({ segments, isTurn, startMs }, index) => {
      const isPause = startMs - (paragraphs[index - 1]?.endMs ?? -Infinity) >= PAUSE_MS;
      return segments.map(({ id }, at) => [id, at === 0 && !isTurn && !isPause] as const);
    }),
  );
}

/** `wasBroken`: whether it ended here before; undefined: this is new. */
const isFull = (letters: number, wasBroken: boolean | undefined) =>
  wasBroken === true || letters >= (wasBroken === undefined ? LONG : LONGEST);

const isSameParagraph = (one: Paragraph, other: Paragraph) =>
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
