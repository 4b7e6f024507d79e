import type { ExportOptions } from '../../../contract/exports.ts';
import { asNamed, type Source } from '../source.ts';
import { oneLine } from '../text.ts';
import { namesOf } from '../turns.ts';
import { wordsIn } from '../words.ts';

/** A segment on one line, with the name of who says it; empty: nobody knows. */
export interface Cue {
  start: string;
  end: string;
  text: string;
  name: string;
  /** Somebody else than in the one before. */
  isTurn: boolean;
}

const two = (value: number) => String(value).padStart(2, '0');

/** 01:02:03.004 */
export function timestamp(ms: number, point: ',' | '.'): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = String(Math.floor(ms) % 1000).padStart(3, '0');
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}${point}${rest}`;
}

/** All that say something, none that ends before it has begun. */
export function cuesOf(source: Source, options: ExportOptions, point: ',' | '.'): Cue[] {
  const { segments, speakers } = asNamed(source, options);
  const names = namesOf(speakers, wordsIn(options.language));
  let last: string | null = null;
  return segments.flatMap(({ startMs, endMs, speakerId, text: said }) => {
    const text = oneLine(said);
    if (text === '') return [];
    const isTurn = speakerId !== last;
    last = speakerId;
    // A cue of no length at all is not shown, or taken for an error.
    const end = timestamp(Math.max(endMs, startMs + 1), point);
    const name = names.get(speakerId ?? '') ?? '';
    return [{ start: timestamp(startMs, point), end, text, name, isTurn }];
  });
}
