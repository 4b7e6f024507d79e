import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Header } from '../../src-main/engines/whisper/model-file/header.ts';
import { expectedTensors, type ExpectedTensor } from '../../src-main/engines/whisper/model-file/tensors.ts';
import { nanoModel } from './sample.ts';

type Shape = Pick<
  Header,
  'audioContext' | 'audioState' | 'audioLayers' | 'textContext' | 'textLayers' | 'isMultilingual'
>;

export const tinyShape: Shape = {
  audioContext: 1500,
  audioState: 384,
  audioLayers: 4,
  textContext: 448,
  textLayers: 4,
  isMultilingual: false,
};

const HEAD_BYTES = 48;
const ENGLISH_VOCABULARY = 51_864;
const F32 = 0;

/** Writes a model that has learnt nothing, in 16-bit floats, with the filters and the vocabulary of the nano model. */
export function writeRandomModel(path: string, shape: Shape): void {
  const vocabulary = shape.isMultilingual ? ENGLISH_VOCABULARY + 1 : ENGLISH_VOCABULARY;
  const heads = shape.audioState / 64;
  const header: Header = {
    ...{ ...shape, vocabulary, audioHeads: heads, melBands: 80, fileType: 1 },
    ...{ textState: shape.audioState, textHeads: heads },
  };
  const file = openSync(path, 'w');
  try {
    writeSync(file, headOf(header));
    writeSync(file, filtersAndTokens());
    const random = createRandom();
    const end = END_OF_ENGLISH_TEXT + (shape.isMultilingual ? 1 : 0);
    const weights = (name: string, tensor: ExpectedTensor) => {
      if (tensor.type === F32) return vector(name, tensor);
      return name === 'decoder.token_embedding.weight' ? tokens(tensor, random, end) : matrix(tensor, random);
    };
    for (const [name, tensor] of expectedTensors(header)) {
      writeSync(file, tensorHead(name, tensor));
      writeSync(file, weights(name, tensor));
    }
  } finally {
    closeSync(file);
  }
}

const int32s = (...values: number[]) => Buffer.from(Int32Array.from(values).buffer);

function headOf(header: Header): Buffer {
  const { vocabulary, audioContext, audioState, audioHeads, audioLayers } = header;
  const { textContext, textState, textHeads, textLayers, melBands, fileType } = header;
  const audio = [audioContext, audioState, audioHeads, audioLayers];
  const text = [textContext, textState, textHeads, textLayers];
  return int32s(0x67676d6c, vocabulary, ...audio, ...text, melBands, fileType);
}

function filtersAndTokens(): Buffer {
  const nano = readFileSync(nanoModel);
  let end = HEAD_BYTES + 8 + nano.readInt32LE(HEAD_BYTES) * nano.readInt32LE(HEAD_BYTES + 4) * 4;
  const tokens = nano.readInt32LE(end);
  end += 4;
  for (let token = 0; token < tokens; token += 1) end += 4 + nano.readInt32LE(end);
  return nano.subarray(HEAD_BYTES, end);
}

function tensorHead(name: string, { type, shape }: ExpectedTensor): Buffer {
  return Buffer.concat([int32s(shape.length, name.length, type, ...shape), Buffer.from(name, 'latin1')]);
}

/**
 * What makes it end its text, as speech would: from this position on, the position's vector and the row of the token
 * that ends a text point the same way. Without it each engine would go on until it gives up, at different times.
 */
const END_POSITION = 40;
const END_OF_ENGLISH_TEXT = 50_256;
const isEven = (index: number) => index % 2 === 0;

/** The last norm is large, so that a few tokens stand out, as with a model that has learnt something. */
function vector(name: string, { bytes, shape: [width = 1] }: ExpectedTensor): Float32Array {
  if (name === 'decoder.positional_embedding') {
    const value = (index: number) => (index < END_POSITION * width ? 0 : isEven(index) ? 20 : -20);
    return Float32Array.from({ length: bytes / 4 }, (_, index) => value(index));
  }
  const value = name === 'decoder.ln.weight' ? 20 : /ln(_post)?\.weight$/.test(name) ? 1 : 0;
  return new Float32Array(bytes / 4).fill(value);
}

/** Signs and mantissas by chance, one exponent: ±0.016 to ±0.031. */
function matrix({ bytes }: ExpectedTensor, random: () => number): Uint16Array {
  return Uint16Array.from({ length: bytes / 2 }, () => 0x2400 | (random() & 0x83ff));
}

function tokens(tensor: ExpectedTensor, random: () => number, end: number): Uint16Array {
  const width = tensor.shape[0] ?? 0;
  const row = Uint16Array.from({ length: width }, (_, index) => (isEven(index) ? 0x27ff : 0xa7ff));
  const rows = matrix(tensor, random);
  rows.set(row, end * width);
  return rows;
}

/** Always the same numbers, so that a figure can be measured again. */
function createRandom(): () => number {
  let state = 2463534242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
}
