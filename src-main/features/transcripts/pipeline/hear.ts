import { judge } from './judge.ts';
import { compression, isLoop } from './loops.ts';
import { clipSpans, inOrder, joinSpans, lengthOf } from './spans.ts';
import { segmentToSound } from './times.ts';
import type { Chunk, ChunkText, Heard, Suspect } from './types.ts';

export interface Try {
  temperature: number;
  withPrompt: boolean;
}
export type Transcribe = (pcm: Float32Array, how: Try) => Promise<Heard[]>;

/** Once more without a prompt, which some models copy from, and with chance, which leads out of a loop. */
const tries: Try[] = [
  { temperature: 0, withPrompt: true },
  ...[0.2, 0.4, 0.6].map((temperature) => ({ temperature, withPrompt: false })),
];

const textOf = (segments: readonly Heard[]) => segments.map(({ text }) => text).join(' ');

/** So much voice without a word is not let pass. */
const MUCH_MS = 5000;

/** Voices without a word that are further apart are two places to look at. */
const APART_MS = 5000;

/** What is said in a chunk, in the time of the sound. */
export async function hear(chunk: Chunk, transcribe: Transcribe, hasPrompt: boolean): Promise<ChunkText> {
  const { segments, guards } = await hearBest(chunk, transcribe, hasPrompt);
  return { segments, guards: [...guards, ...unheard(chunk, { segments, guards })] };
}

async function hearBest(chunk: Chunk, transcribe: Transcribe, hasPrompt: boolean): Promise<ChunkText> {
  const first = await hearOnce(chunk, transcribe);
  if (!hasPrompt || unheardMs(chunk, first) < MUCH_MS) return first;
  // A prompt that reads like the end of a meeting makes a model fall silent.
  const plain = await hearOnce(chunk, (pcm, how) => transcribe(pcm, { ...how, withPrompt: false }));
  return unheardMs(chunk, plain) < unheardMs(chunk, first) ? plain : first;
}

const withWords = (segments: readonly Heard[]): Heard[] =>
  segments.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));

/** How long somebody speaks in it without a word of text. */
function unheardMs({ voice }: Chunk, { segments }: ChunkText): number {
  const said = withWords(segments).flatMap(({ startMs, endMs }) => clipSpans(voice ?? [], startMs, endMs));
  return lengthOf(voice ?? []) - lengthOf(joinSpans(inOrder(said)));
}

/** Where somebody speaks for a good while, and there is neither a word nor another mark. */
function unheard({ voice }: Chunk, { segments, guards }: ChunkText): Suspect[] {
  const told = joinSpans(inOrder([...withWords(segments), ...guards]));
  const between = [...told, { startMs: Infinity, endMs: Infinity }].flatMap(({ startMs }, index) => {
    const rest = clipSpans(voice ?? [], told[index - 1]?.endMs ?? 0, startMs);
    return joinSpans(rest, APART_MS).filter(
      (span) => lengthOf(clipSpans(rest, span.startMs, span.endMs)) >= MUCH_MS,
    );
  });
  return between.map((span) => ({ ...span, reason: 'unheard', text: '' }));
}

async function hearOnce(chunk: Chunk, transcribe: Transcribe): Promise<ChunkText> {
  const { segments, isLooping } = await bestTry(chunk.pcm, transcribe);
  const { pieces } = chunk;
  const judged = judge(
    segments.map((segment) => segmentToSound(pieces, segment)),
    chunk,
  );
  return isLooping ? { ...judged, guards: [...judged.guards, ...repetition(judged.segments)] } : judged;
}

async function bestTry(pcm: Float32Array, transcribe: Transcribe) {
  let best: { segments: Heard[]; isLooping: boolean; ratio: number } | undefined;
  for (const how of tries) {
    const segments = await transcribe(pcm, how);
    const text = textOf(segments);
    const own = { segments, isLooping: isLoop(text), ratio: compression(text) };
    if (!own.isLooping) return own;
    if (!best || own.ratio < best.ratio) best = own;
  }
  return best ?? { segments: [], isLooping: false };
}

function repetition(segments: readonly Heard[]): Suspect[] {
  const first = segments[0];
  const last = segments.at(-1);
  return first && last ? [{ startMs: first.startMs, endMs: last.endMs, reason: 'repetition', text: '' }] : [];
}
