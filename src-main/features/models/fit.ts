import type { LanguageShape } from '../../engines/model-file/types.ts';

/** How a language model is to be loaded on this machine. */
export interface MemoryFit {
  contextTokens: number;
  /** How many of its layers the graphics processor takes; what comes after the last of them counts as one more. */
  graphicsLayers: number;
  /** What it takes then, about. */
  memoryBytes: number;
}

/** What is free now. */
export interface FreeMemory {
  memoryBytes: number;
  /** Of the graphics processor that is in use; null: there is none. */
  graphicsBytes: number | null;
}

const MEGABYTE = 1024 * 1024;
/** From the best on. More than the first helps no summary: its parts are shorter. */
const contexts = [32_768, 16_384, 8192, 4096, 2048, 1024, 512];
/** Rather a part of the layers on the graphics processor than a context below this. */
const ENOUGH = 8192;
/** A processor would read for hours before it writes. */
const MOST_ON_PROCESSOR = 16_384;
/** The system, and what others take meanwhile. */
const GRAPHICS_SHARE = 0.9;
const MEMORY_SHARE = 0.8;
/** llama.cpp reads so many tokens at once, and has numbers of 32 bits for each of them. */
const BATCH = 512;
const NUMBER_BYTES = 4;
/** Of the widest layer, measured by the width of the model. */
const WIDTHS = 8;
const BESIDES = 64 * MEGABYTE;

const workBytes = ({ vocabulary, embedding }: LanguageShape) =>
  BATCH * NUMBER_BYTES * (vocabulary + WIDTHS * embedding) + BESIDES;

const memoryFor = (shape: LanguageShape, contextTokens: number) =>
  shape.weightBytes + contextTokens * shape.bytesPerToken + workBytes(shape);

/** For the list of models, where nobody has said how long a meeting is. */
export const usualMemory = (shape: LanguageShape) => memoryFor(shape, Math.min(ENOUGH, shape.contextTokens));

/**
 * The longest context that there is room for, with all layers on the graphics processor where they fit there, else with
 * as many as do. null: the machine has too little memory for this model.
 */
export function fit(shape: LanguageShape, free: FreeMemory): MemoryFit | null {
  const { contextTokens: trained, layers } = shape;
  const known = contexts.filter((tokens) => tokens <= trained);
  const possible = known.length > 0 ? known : [trained];
  const graphics = (free.graphicsBytes ?? 0) * GRAPHICS_SHARE;
  const whole = possible.find((tokens) => memoryFor(shape, tokens) <= graphics);
  if (whole !== undefined && whole >= Math.min(ENOUGH, possible[0] ?? 0))
    return { contextTokens: whole, graphicsLayers: layers + 1, memoryBytes: memoryFor(shape, whole) };
  for (const tokens of possible.filter((one) => one <= MOST_ON_PROCESSOR || one === trained)) {
    const memoryBytes = memoryFor(shape, tokens);
    const perLayer = (shape.layerBytes + tokens * shape.bytesPerToken) / layers;
    const room = Math.floor((graphics - workBytes(shape)) / perLayer);
    const graphicsLayers = Math.min(layers, Math.max(0, room));
    if (memoryBytes - graphicsLayers * perLayer <= free.memoryBytes * MEMORY_SHARE)
      return { contextTokens: tokens, graphicsLayers, memoryBytes };
  }
  return null;
}
