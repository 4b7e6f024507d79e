import { damaged } from '../../model-file/reader.ts';
import type { LanguageShape } from '../../model-file/types.ts';
import type { Tensor } from './tensors.ts';
import type { List, Value } from './values.ts';

const MOST_LAYERS = 1000;
const MOST_TOKENS = 2 ** 31;
const KEY_AND_VALUE_BYTES = 2;
const STRINGS = 8;
/** By GGUF's numbers: how llama.cpp reads what belongs to each token. */
const FLOAT = 6;
const WHOLE = [4, 5];
/** Others read and do not write, or llama.cpp does not know them. */
const tokenizers = ['llama', 'gpt2', 'gemma4', 'rwkv', 'plamo2', 'hybriddna'];

const isWithin = (value: unknown, low: number, high: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;

const wrong = () => damaged('The head of the model file does not fit what is in it.');

/** null: it is no language model with a tokenizer of its own. */
export function shapeOf(
  values: ReadonlyMap<string, Value>,
  tensors: ReadonlyMap<string, Tensor>,
): LanguageShape | null {
  const architecture = values.get('general.architecture');
  const tokens = values.get('tokenizer.ggml.tokens');
  const isTold =
    typeof architecture === 'string' &&
    tokenizers.some((name) => name === values.get('tokenizer.ggml.model'));
  if (!isTold || typeof tokens !== 'object' || tokens.type !== STRINGS || tensors.size === 0) return null;
  const own = (name: string) => values.get(`${architecture}.${name}`);
  const [contextTokens, embedding, layers] = [
    own('context_length'),
    own('embedding_length'),
    own('block_count'),
  ];
  if (
    !isWithin(contextTokens, 1, MOST_TOKENS) ||
    !isWithin(embedding, 1, 2 ** 20) ||
    !isWithin(layers, 1, MOST_LAYERS)
  )
    throw wrong();
  checkVocabulary(values, tensors, tokens, embedding);
  for (const name of ['attention.layer_norm_rms_epsilon', 'attention.layer_norm_epsilon']) {
    const told = own(name) ?? 1e-5;
    if (typeof told !== 'number' || !(told > 0 && told < 1)) throw wrong();
  }
  const heads = perLayer(own('attention.head_count'), layers);
  // Where it is not told there are as many as heads.
  const toldPairs = own('attention.head_count_kv');
  const pairs = toldPairs === undefined ? heads : perLayer(toldPairs, layers);
  heads.forEach((count, layer) => {
    const isRead = ['attn_q', 'attn_qkv'].some((name) => tensors.has(`blk.${layer}.${name}.weight`));
    // llama.cpp divides by them.
    const shared = pairs[layer] ?? 0;
    if (isRead && (count === 0 || (shared > 0 && count % shared !== 0))) throw wrong();
  });
  const mostHeads = Math.max(1, ...heads);
  const length = (name: string) => {
    const told = own(name) ?? Math.ceil(embedding / mostHeads);
    if (!isWithin(told, 1, 2 ** 16)) throw wrong();
    return told;
  };
  const perPair = (length('attention.key_length') + length('attention.value_length')) * KEY_AND_VALUE_BYTES;
  // Some files leave out the layers that would guess further tokens.
  const spare = own('nextn_predict_layers') ?? 0;
  const { weightBytes, layerBytes } = weigh(tensors, layers, Number(spare));
  return {
    ...{ contextTokens, layers, embedding, vocabulary: tokens.count, weightBytes, layerBytes },
    bytesPerToken: pairs.reduce((sum, count) => sum + count * perPair, 0),
  };
}

/** A number for all of them, or a list with one for each. */
function perLayer(value: Value | undefined, layers: number): number[] {
  const list = typeof value === 'object' ? value.numbers : Array<unknown>(layers).fill(value);
  if (list?.length !== layers || !list.every((one) => isWithin(one, 0, 2 ** 16))) throw wrong();
  return list;
}

/** llama.cpp reads a score and a type for each token, however many there are. */
function checkVocabulary(
  values: ReadonlyMap<string, Value>,
  tensors: ReadonlyMap<string, Tensor>,
  { count, isOneWord }: List,
  embedding: number,
): void {
  if (isOneWord) throw wrong();
  for (const [name, types] of [
    ['tokenizer.ggml.scores', [FLOAT]],
    ['tokenizer.ggml.token_type', WHOLE],
  ] as const) {
    const list = values.get(name);
    if (list === undefined) continue;
    if (typeof list !== 'object' || list.count !== count || !types.some((own) => own === list.type))
      throw wrong();
  }
  const rows = tensors.get('token_embd.weight')?.shape;
  if (String(rows) !== String([embedding, count])) throw wrong();
}

function weigh(tensors: ReadonlyMap<string, Tensor>, layers: number, spare: number) {
  let weightBytes = 0;
  let layerBytes = 0;
  const found = new Set<number>();
  for (const [name, { bytes }] of tensors) {
    weightBytes += bytes;
    const layer = /^blk\.(\d+)\./.exec(name)?.[1];
    if (layer === undefined) continue;
    layerBytes += bytes;
    found.add(Number(layer));
  }
  if (found.size > layers || found.size < layers - spare || Math.max(...found) >= layers) throw wrong();
  return { weightBytes, layerBytes };
}
