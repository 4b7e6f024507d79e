import type { Segment } from '../../../contract/transcripts.ts';

/** What is written of a meeting. */
export interface Written {
  title: string;
  startedAt: number;
  language: string | null;
  /** What each speaker is called, by their id. */
  names: ReadonlyMap<string, string>;
  segments: readonly Segment[];
}

/** A segment on one line, with the name of who says it; empty: nobody knows. */
export interface Line {
  segment: Segment;
  text: string;
  name: string;
  /** Somebody else than in the line before. */
  isTurn: boolean;
}

/** All that say something. */
export function linesOf({ segments, names }: Pick<Written, 'segments' | 'names'>): Line[] {
  let last: string | null = null;
  return segments.flatMap((segment) => {
    const text = oneLine(segment.text);
    if (text === '') return [];
    const { speakerId } = segment;
    const isTurn = speakerId !== last;
    last = speakerId;
    return [{ segment, text, name: oneLine(names.get(speakerId ?? '') ?? ''), isTurn }];
  });
}

/** On one line, without what would end or hide it. */
export const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

const two = (value: number) => String(value).padStart(2, '0');

/** 01:02:03.004 */
export function timestamp(ms: number, point: ',' | '.'): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = String(Math.floor(ms) % 1000).padStart(3, '0');
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}${point}${rest}`;
}

export interface Cue extends Omit<Line, 'segment'> {
  start: string;
  end: string;
}

/** For subtitles: none that ends before it has begun. */
export function cues(written: Written, point: ',' | '.'): Cue[] {
  return linesOf(written).map(({ segment: { startMs, endMs }, ...line }) => {
    // A cue of no length at all is not shown, or taken for an error.
    const end = Math.max(endMs, startMs + 1);
    return { start: timestamp(startMs, point), end: timestamp(end, point), ...line };
  });
}

/** Hebrew, Arabic and their like. */
export const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
