import type { Model, ModelKind, Recommended } from '../../contract/models.ts';

export interface Machine {
  memoryBytes: number;
  cores: number;
  /** Of the graphics processor that is in use; null: there is none. */
  graphicsBytes: number | null;
}

type Sized = Pick<Model, 'id' | 'memoryBytes'>;

interface Ladder {
  forGraphics: readonly string[];
  /** With how many cores each is quick enough. */
  forProcessor: readonly { id: string; cores: number }[];
}

/** Each from the best on. */
const ladders: Record<ModelKind, Ladder> = {
  // A graphics processor is as quick with 16-bit weights; a processor is quicker with fewer bits.
  speech: {
    forGraphics: [
      'whisper-large-v3-turbo',
      'whisper-large-v3-turbo-q5_0',
      'whisper-small',
      'whisper-base',
      'whisper-tiny',
    ],
    forProcessor: [
      { id: 'whisper-large-v3-turbo-q5_0', cores: 8 },
      { id: 'whisper-small-q5_1', cores: 4 },
      { id: 'whisper-base-q5_1', cores: 1 },
      { id: 'whisper-tiny-q5_1', cores: 1 },
    ],
  },
  // Of one family, which knows the languages that MeetMemo speaks and many more.
  language: {
    forGraphics: ['qwen3-8b-q4_k_m', 'qwen3-4b-q4_k_m', 'qwen3-1.7b-q8_0', 'qwen3-0.6b-q8_0'],
    forProcessor: [
      { id: 'qwen3-4b-q4_k_m', cores: 8 },
      { id: 'qwen3-1.7b-q4_k_m', cores: 1 },
      { id: 'qwen3-0.6b-q8_0', cores: 1 },
    ],
  },
};

/** The person's other programs need memory too. */
const GRAPHICS_SHARE = 0.8;
const MEMORY_SHARE = 0.5;
const MANY_CORES = 8;

/**
 * The best model that fits into the memory of the graphics processor that is in use, or, without one, the best that the
 * number of cores makes quick enough for an hour of meeting and that takes at most half of the memory.
 */
export function recommend(
  kind: ModelKind,
  models: readonly Sized[],
  { memoryBytes, cores, graphicsBytes }: Machine,
): Recommended | null {
  const { forGraphics, forProcessor } = ladders[kind];
  const fits = (id: string, room: number) => models.some((one) => one.id === id && one.memoryBytes <= room);
  const onGraphics = forGraphics.find((id) => fits(id, (graphicsBytes ?? 0) * GRAPHICS_SHARE));
  if (graphicsBytes !== null && onGraphics !== undefined)
    return { id: onGraphics, reason: 'graphics_memory', memoryBytes: graphicsBytes };
  const quick = forProcessor.filter((one) => cores >= one.cores);
  const chosen = quick.find(({ id }) => fits(id, memoryBytes * MEMORY_SHARE));
  if (!chosen) return null;
  const isSmaller = chosen !== quick[0];
  const reason = isSmaller ? 'little_memory' : cores >= MANY_CORES ? 'fast_processor' : 'slow_processor';
  return { id: chosen.id, reason, memoryBytes };
}

/** Whether there is so much at all, used by others or not. */
export const hasMemory = (needed: number, { memoryBytes, graphicsBytes }: Machine) =>
  needed <= Math.max(memoryBytes, graphicsBytes ?? 0);
