import { AppError } from '../../../rpc/errors.ts';
import { blocks, F16, F32 } from '../../model-file/ggml-types.ts';
import type { Header } from './header.ts';

/** ggml numbers the types of files otherwise than those of tensors. */
const tensorTypeOfFile: Record<number, number> = {
  0: F32,
  1: F16,
  2: 2,
  3: 3,
  7: 8,
  8: 6,
  9: 7,
  10: 10,
  11: 11,
  12: 12,
  13: 13,
  14: 14,
};

const nameOfFileType: Record<number, string> = {
  0: 'f32',
  1: 'f16',
  2: 'q4_0',
  3: 'q4_1',
  7: 'q8_0',
  8: 'q5_0',
  9: 'q5_1',
  10: 'q2_k',
  11: 'q3_k',
  12: 'q4_k',
  13: 'q5_k',
  14: 'q6_k',
};

/** How the big matrices are stored, as people call it. */
export const quantisationOf = ({ fileType }: Header) => nameOfFileType[fileType] ?? 'unknown';

export interface ExpectedTensor {
  type: number;
  shape: number[];
  bytes: number;
}

const unknown = () =>
  new AppError('unsupported_format', 'The model is stored in a way that this version does not know.');

/** Every tensor that a model with this header has, by name, with its type and shape: nothing else may be in the file. */
export function expectedTensors(header: Header): Map<string, ExpectedTensor> {
  const matrix = tensorTypeOfFile[header.fileType];
  if (matrix === undefined) throw unknown();
  const convolution = matrix === F32 ? F32 : F16;
  const found = new Map<string, ExpectedTensor>();
  const add = (name: string, type: number, ...shape: number[]) => {
    const [numbers, bytes] = blocks[type] ?? [1, 4];
    if ((shape[0] ?? 0) % numbers !== 0) throw unknown();
    const count = shape.reduce((product, size) => product * size, 1);
    found.set(name, { type, shape, bytes: (count / numbers) * bytes });
  };
  const state = header.audioState;
  const vector = (name: string, size = state) => add(name, F32, size);
  const norm = (name: string) => {
    vector(`${name}.weight`);
    vector(`${name}.bias`);
  };
  const linear = (name: string, inputs: number, outputs: number, hasBias = true) => {
    add(`${name}.weight`, matrix, inputs, outputs);
    if (hasBias) vector(`${name}.bias`, outputs);
  };
  const attention = (name: string) => {
    norm(`${name}_ln`);
    for (const part of ['query', 'key', 'value', 'out'])
      linear(`${name}.${part}`, state, state, part !== 'key');
  };
  const feedForward = (name: string) => {
    norm(`${name}.mlp_ln`);
    linear(`${name}.mlp.0`, state, 4 * state);
    linear(`${name}.mlp.2`, 4 * state, state);
  };

  add('encoder.positional_embedding', F32, state, header.audioContext);
  add('encoder.conv1.weight', convolution, 3, header.melBands, state);
  add('encoder.conv1.bias', F32, 1, state);
  add('encoder.conv2.weight', convolution, 3, state, state);
  add('encoder.conv2.bias', F32, 1, state);
  norm('encoder.ln_post');
  for (let layer = 0; layer < header.audioLayers; layer += 1) {
    attention(`encoder.blocks.${layer}.attn`);
    feedForward(`encoder.blocks.${layer}`);
  }
  add('decoder.positional_embedding', F32, state, header.textContext);
  add('decoder.token_embedding.weight', matrix, state, header.vocabulary);
  norm('decoder.ln');
  for (let layer = 0; layer < header.textLayers; layer += 1) {
    attention(`decoder.blocks.${layer}.attn`);
    attention(`decoder.blocks.${layer}.cross_attn`);
    feedForward(`decoder.blocks.${layer}`);
  }
  return found;
}
