import type { RawSegment, RawTranscript } from './adapter.ts';
import type { Segment, Transcript } from './types.ts';
import { tidyTimes } from './word-times.ts';
import { joinWords } from './words.ts';

/** Segments in order, inside the sound, each with its words. One without words is left out. */
export function toTranscript(raw: RawTranscript, durationMs: number): Transcript {
  const segments: Segment[] = [];
  for (const segment of raw.segments) {
    const earliest = segments.at(-1)?.startMs ?? 0;
    const tidy = toSegment(segment, raw.language, earliest, durationMs);
    if (tidy.text !== '') segments.push(tidy);
  }
  return { language: raw.language, segments };
}

function toSegment(raw: RawSegment, language: string, earliest: number, latest: number): Segment {
  const startMs = Math.min(Math.max(raw.startMs, earliest), latest);
  const endMs = Math.min(Math.max(raw.endMs, startMs), latest);
  const words = joinWords(raw.pieces, language);
  const [first] = words;
  if (first) first.text = first.text.trimStart();
  const last = words.at(-1);
  if (last) last.text = last.text.trimEnd();
  return {
    startMs,
    endMs,
    text: words.map(({ text }) => text).join(''),
    noSpeechProbability: raw.noSpeechProbability,
    words: tidyTimes(words, { startMs, endMs }).filter(({ text }) => text !== ''),
  };
}
