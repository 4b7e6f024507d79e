import type { Segment, Transcript } from '../../../contract/transcripts.ts';

/** What is written of a meeting. */
export interface Written {
  title: string;
  startedAt: number;
  transcript: Transcript;
  segments: readonly Segment[];
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

export interface Cue {
  start: string;
  end: string;
  text: string;
}

/** For subtitles: those with a text, and none that ends before it has begun. */
export function cues(segments: readonly Segment[], point: ',' | '.'): Cue[] {
  return segments.flatMap(({ startMs, endMs, text }) => {
    const line = oneLine(text);
    if (line === '') return [];
    // A cue of no length at all is not shown, or taken for an error.
    const end = Math.max(endMs, startMs + 1);
    return [{ start: timestamp(startMs, point), end: timestamp(end, point), text: line }];
  });
}

/** Hebrew, Arabic and their like. */
export const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
