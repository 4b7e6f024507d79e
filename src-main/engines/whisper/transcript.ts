import type { RawSegment, RawTranscript } from './adapter.ts';
import { shareTime } from './segment-times.ts';
import type { Segment, Transcript } from './types.ts';
import { tidyTimes } from './word-times.ts';
import { joinWords } from './words.ts';

/** Segments in order, inside the sound, each with its words. One without words is left out. */
export function toTranscript(raw: RawTranscript, durationMs: number): Transcript {
  const said: Segment[] = [];
  for (const segment of raw.segments) {
    const earliest = said.at(-1)?.startMs ?? 0;
    const own = toSegment(segment, raw.language, earliest, durationMs);
    if (own.text !== '') said.push(own);
  }
  const times = shareTime(said, durationMs);
  const segments = said.map((segment, index) => {
    const own = { ...segment, ...times[index] };
    return { ...own, words: tidyTimes(own.words, own).filter(({ text }) => text !== '') };
  });
  return { language: raw.language, segments };
}

/** With the words' times as the engine has them. */
function toSegment(raw: RawSegment, language: string, earliest: number, latest: number): Segment {
  const startMs = Math.min(Math.max(raw.startMs, earliest), latest);
  const endMs = Math.min(Math.max(raw.endMs, startMs), latest);
  const words = joinWords(raw.pieces, language);
  const [first] = words;
  if (first) first.text = first.text.trimStart();
  const last = words.at(-1);
  if (last) last.text = last.text.trimEnd();
  const text = words.map((word) => word.text).join('');
  return { startMs, endMs, text, noSpeechProbability: raw.noSpeechProbability, words };
}
