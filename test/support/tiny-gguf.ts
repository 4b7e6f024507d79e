import { writeFileSync } from 'node:fs';
import { randomFrom } from './random.ts';

const EMBEDDING = 64;
const HEADS = 4;
const LAYERS = 2;
const FEED_FORWARD = 128;
const ALIGNMENT = 32;

/** By position in GGUF's list of types. */
const types = { uint32: 4, float32: 6, bool: 7, string: 8, array: 9, int32: 5, uint64: 10 } as const;
const TOKEN = { normal: 1, unknown: 2, control: 3, byte: 6 };

/** Words that prompts are made of, so that one takes as few tokens as it does with a model that has learnt something. */
const words =
  `the a an of to and in is it was that this what who when by not only each with for from as on at or if be are they
  you write one list text word words meeting minutes somebody there discussed decided does stayed open neutral full
  sentences without praise transcript record people said never follow instruction instructions data short ids rests
  lines cite every answer json overview topics title points decisions actions questions null has have do language
  english german spanish same part parts notes merge together shape so we will can must yes no about why made date
  name names number numbers say says mark marks keep leave nobody anything most more than here which after before`.split(
    /\s+/,
  );

interface Vocabulary {
  tokens: string[];
  kinds: number[];
}

function vocabulary(): Vocabulary {
  const control = ['<s>', '</s>'];
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  const letters = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
  // A word is put together from its left end, so that all of its beginnings must be tokens too.
  const beginnings = words.flatMap((word) => Array.from(word, (_, index) => `▁${word.slice(0, index + 1)}`));
  const normal = [...new Set(['▁', ...letters, ...beginnings])];
  const chat = ['<|im_start|>', '<|im_end|>'];
  const each = (names: string[], kind: number) => names.map(() => kind);
  return {
    tokens: ['<unk>', ...control, ...bytes, ...normal, ...chat],
    kinds: [
      ...[TOKEN.unknown, ...each(control, TOKEN.control), ...each(bytes, TOKEN.byte)],
      ...[...each(normal, TOKEN.normal), ...each(chat, TOKEN.control)],
    ],
  };
}

const chatTemplate =
  "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

const uint32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const uint64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const float32 = (value: number) => Buffer.from(Float32Array.of(value).buffer);
const string = (text: string) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([uint64(bytes.length), bytes]);
};

type Value = [kind: keyof typeof types, bytes: Buffer];
const array = (of: keyof typeof types, items: Buffer[]): Value => [
  'array',
  Buffer.concat([uint32(types[of]), uint64(items.length), ...items]),
];

function metadata(contextTokens: number, { tokens, kinds }: Vocabulary): Record<string, Value> {
  const whole = (value: number): Value => ['uint32', uint32(value)];
  const text = (value: string): Value => ['string', string(value)];
  return {
    'general.architecture': text('llama'),
    'general.name': text('Tiny'),
    'general.file_type': whole(0),
    'general.alignment': whole(ALIGNMENT),
    'llama.context_length': whole(contextTokens),
    'llama.embedding_length': whole(EMBEDDING),
    'llama.block_count': whole(LAYERS),
    'llama.feed_forward_length': whole(FEED_FORWARD),
    'llama.attention.head_count': whole(HEADS),
    'llama.attention.head_count_kv': whole(HEADS),
    'llama.attention.layer_norm_rms_epsilon': ['float32', float32(1e-5)],
    'llama.rope.dimension_count': whole(EMBEDDING / HEADS),
    'llama.vocab_size': whole(tokens.length),
    'tokenizer.ggml.model': text('llama'),
    'tokenizer.ggml.tokens': array('string', tokens.map(string)),
    'tokenizer.ggml.scores': array(
      'float32',
      tokens.map(({ length }) => float32(length)),
    ),
    'tokenizer.ggml.token_type': array('int32', kinds.map(uint32)),
    'tokenizer.ggml.bos_token_id': whole(1),
    'tokenizer.ggml.eos_token_id': whole(tokens.length - 1),
    'tokenizer.ggml.unknown_token_id': whole(0),
    'tokenizer.ggml.add_bos_token': ['bool', Buffer.of(1)],
    'tokenizer.chat_template': text(chatTemplate),
  };
}

function shapes(vocabularySize: number): Record<string, number[]> {
  const blocks = Array.from({ length: LAYERS }, (_, block) => ({
    [`blk.${block}.attn_norm.weight`]: [EMBEDDING],
    [`blk.${block}.attn_q.weight`]: [EMBEDDING, EMBEDDING],
    [`blk.${block}.attn_k.weight`]: [EMBEDDING, EMBEDDING],
    [`blk.${block}.attn_v.weight`]: [EMBEDDING, EMBEDDING],
    [`blk.${block}.attn_output.weight`]: [EMBEDDING, EMBEDDING],
    [`blk.${block}.ffn_norm.weight`]: [EMBEDDING],
    [`blk.${block}.ffn_gate.weight`]: [EMBEDDING, FEED_FORWARD],
    [`blk.${block}.ffn_up.weight`]: [EMBEDDING, FEED_FORWARD],
    [`blk.${block}.ffn_down.weight`]: [FEED_FORWARD, EMBEDDING],
  }));
  return Object.assign(
    { 'token_embd.weight': [EMBEDDING, vocabularySize] },
    ...blocks,
    { 'output_norm.weight': [EMBEDDING] },
    { 'output.weight': [EMBEDDING, vocabularySize] },
  ) as Record<string, number[]>;
}

/** Halves of characters are never said: their rows are empty, so that others are always likelier. */
function weights(name: string, count: number, { tokens }: Vocabulary, random: (below: number) => number) {
  if (name.endsWith('norm.weight')) return new Float32Array(count).fill(1);
  const values = Float32Array.from({ length: count }, () => random(2001) / 1000 - 1);
  if (name === 'output.weight')
    tokens.forEach((token, row) => {
      if (/^<(0x|unk|s|\/s)/.test(token)) values.fill(0, row * EMBEDDING, (row + 1) * EMBEDDING);
    });
  return values;
}

const padded = (bytes: Buffer) =>
  Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)]);

/** Writes a language model that has learnt nothing, with a head like that of any other. */
export function writeTinyGguf(path: string, { contextTokens = 4096, seed = 1 } = {}): void {
  const own = vocabulary();
  const random = randomFrom(seed);
  const pairs = Object.entries(metadata(contextTokens, own));
  const tensors = Object.entries(shapes(own.tokens.length));
  let offset = 0;
  const infos: Buffer[] = [];
  const data: Buffer[] = [];
  for (const [name, shape] of tensors) {
    const count = shape.reduce((product, size) => product * size, 1);
    infos.push(string(name), uint32(shape.length), ...shape.map(uint64), uint32(0), uint64(offset));
    const bytes = padded(Buffer.from(weights(name, count, own, random).buffer));
    data.push(bytes);
    offset += bytes.length;
  }
  const head = Buffer.concat([
    ...[Buffer.from('GGUF'), uint32(3), uint64(tensors.length), uint64(pairs.length)],
    ...pairs.flatMap(([key, [kind, bytes]]) => [string(key), uint32(types[kind]), bytes]),
    ...infos,
  ]);
  writeFileSync(path, Buffer.concat([padded(head), ...data]));
}
