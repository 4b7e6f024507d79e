import { judge } from './judge.ts';
import { compression, isLoop } from './loops.ts';
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

/** What is said in a chunk, in the time of the sound. */
export async function hear(chunk: Chunk, transcribe: Transcribe): Promise<ChunkText> {
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
