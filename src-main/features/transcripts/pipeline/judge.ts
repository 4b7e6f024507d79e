import { clipSpans, lengthOf } from './spans.ts';
import type { Chunk, ChunkText, Heard, Span, Suspect } from './types.ts';

/** Less speech than this is none. */
const HARDLY_MS = 100;
/** Where no voice was found, the model need not be sure that there is none; where one was, or nobody looked, it must. */
const NO_SPEECH = { unvoiced: 0.2, otherwise: 0.6 };
/** As likely as not that it is another word. */
const UNLIKELY = 0.4;

/** Leaves out what nobody said, and names what a person should look at. */
export function judge(
  segments: readonly Heard[],
  { voice, faint }: Pick<Chunk, 'voice' | 'faint'>,
): ChunkText {
  const kept: Heard[] = [];
  const guards: Suspect[] = [];
  for (const segment of segments) {
    const { startMs, endMs, text } = segment;
    const spoken = voice && clipSpans(voice, startMs, endMs);
    const isUnvoiced = spoken !== null && lengthOf(spoken) < HARDLY_MS;
    const isFaint = 2 * lengthOf(clipSpans(faint, startMs, endMs)) > lengthOf(spoken ?? []);
    const isUnlikely = median(segment.words.map(({ probability }) => probability)) < UNLIKELY;
    const noSpeech = segment.noSpeechProbability ?? (isUnvoiced ? 1 : 0);
    const isSilence = isUnvoiced
      ? noSpeech >= NO_SPEECH.unvoiced
      : isUnlikely && noSpeech >= NO_SPEECH.otherwise;
    if (isSilence) {
      guards.push({ startMs, endMs, reason: 'silence', text });
      continue;
    }
    const own = spoken && !isUnvoiced ? tighten(segment, spoken) : segment;
    kept.push(own);
    if (isUnvoiced || isUnlikely || isFaint)
      guards.push({ startMs: own.startMs, endMs: own.endMs, reason: 'unsure', text: '' });
  }
  return { segments: kept, guards };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}

/** The end of a word before it is no beginning: smart-whisper begins many a segment where the last one ended. */
const REST_MS = 200;

/** Takes silence off both ends of a segment: Whisper's times are rough there, and the detector's are not. */
function tighten(segment: Heard, spoken: readonly Span[]): Heard {
  const [first, second] = spoken;
  const last = spoken.at(-1);
  if (!first || !last) return segment;
  const isRest = second && first.startMs <= segment.startMs && first.endMs - segment.startMs < REST_MS;
  const startMs = isRest ? second.startMs : first.startMs;
  const endMs = last.endMs;
  const within = (ms: number) => Math.min(Math.max(ms, startMs), endMs);
  const words = segment.words.map((word) => ({
    ...word,
    startMs: within(word.startMs),
    endMs: within(word.endMs),
  }));
  return { ...segment, startMs, endMs, words };
}
