import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { wordsOf } from './words.ts';

/** A place in the text of a segment, in UTF-16 units. */
export interface Place {
  segmentId: string;
  offset: number;
}

/** What is selected, from the earlier place to the later one. */
export interface Selection {
  from: Place;
  to: Place;
}

/** A part of a segment that is shown to the person. */
export interface Look {
  segmentId: string;
  start: number;
  end: number;
}

export const textOf = (root: Element, segmentId: string) =>
  root.querySelector<HTMLElement>(`[data-segment="${segmentId}"]`);
const leadIn = (element: HTMLElement) => Number(element.dataset.lead ?? 0);

/** Where a point of the page lies in the text; between two segments: the end of the first. */
function placeAt(root: Element, node: Node, offset: number): Place | null {
  if (!root.contains(node)) return null;
  const point = document.createRange();
  point.setStart(node, offset);
  const found = [...root.querySelectorAll<HTMLElement>('[data-segment]')].findLast(
    (element) => point.comparePoint(element, 0) <= 0,
  );
  if (found?.dataset.segment === undefined) return null;
  const before = document.createRange();
  before.selectNodeContents(found);
  if (found.contains(node)) before.setEnd(node, offset);
  return { segmentId: found.dataset.segment, offset: leadIn(found) + before.toString().length };
}

/** Below the bar with the tabs, and what belongs to it. */
const HEAD = 16;
/** Above what may lie at the foot. */
const FOOT = 88;

const topOf = (root: Element) =>
  HEAD + (root.closest('.words')?.querySelector('.words-bar')?.getBoundingClientRect().bottom ?? 0);

export function isInSight(root: Element, rect: DOMRect): boolean {
  const view = root.closest('.meeting-sheet')?.getBoundingClientRect();
  return view !== undefined && rect.top > topOf(root) && rect.bottom < view.bottom - FOOT;
}

/** The segment that is read first just now: of those in sight, or of one that is longer than the window. */
export function firstSeen(root: Element): string | undefined {
  const all = [...root.querySelectorAll<HTMLElement>('[data-segment]')];
  const top = topOf(root);
  const seen =
    all.find((element) => isInSight(root, element.getBoundingClientRect())) ??
    all.find((element) => element.getBoundingClientRect().bottom > top);
  return seen?.dataset.segment;
}

/** The place under a point that lies on a line of text. */
export function placeUnder(root: Element, x: number, y: number): Place | null {
  const found = document.caretPositionFromPoint(x, y);
  if (!found) return null;
  const point = document.createRange();
  point.setStart(found.offsetNode, found.offset);
  const line = point.getClientRects()[0];
  const isOnLine = line !== undefined && line.top - 4 <= y && y <= line.bottom + 4;
  return isOnLine ? placeAt(root, found.offsetNode, found.offset) : null;
}

export function selectionIn(root: Element): Selection | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  const from = placeAt(root, startContainer, startOffset);
  // A selection that goes on beyond the transcript is none of it.
  const to = placeAt(root, endContainer, endOffset);
  return from && to && (from.segmentId !== to.segmentId || from.offset < to.offset) ? { from, to } : null;
}

export interface SelectedPart {
  segment: Segment;
  start: number;
  end: number;
}

/** The parts of segments that are selected. */
export function partsOf(segments: readonly Segment[], { from, to }: Selection): SelectedPart[] {
  const first = segments.findIndex(({ id }) => id === from.segmentId);
  const last = segments.findIndex(({ id }) => id === to.segmentId);
  if (first < 0 || last < first) return [];
  return segments
    .slice(first, last + 1)
    .map((segment) => ({
      segment,
      start: segment.id === from.segmentId ? from.offset : 0,
      end: segment.id === to.segmentId ? Math.min(to.offset, segment.text.length) : segment.text.length,
    }))
    .filter(({ start, end }) => start < end);
}

/** From the first of its words to the last. */
export function spanOf(parts: readonly SelectedPart[]): { startMs: number; endMs: number } | null {
  const words = parts.flatMap(({ segment, start, end }) =>
    wordsOf(segment).filter((word) => word.end > start && word.start < end),
  );
  const [first] = words;
  const last = words.at(-1);
  return first && last ? { startMs: first.startMs, endMs: Math.max(first.endMs, last.endMs) } : null;
}
