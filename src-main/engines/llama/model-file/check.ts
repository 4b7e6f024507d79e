import { AppError } from '../../../rpc/errors.ts';
import { createReader, damaged, type Source } from '../../model-file/reader.ts';
import type { LanguageShape } from '../../model-file/types.ts';
import { fileTypes } from './file-types.ts';
import { shapeOf } from './shape.ts';
import { readTensors } from './tensors.ts';
import { readValues, type Value } from './values.ts';

const MAGIC = 0x46554747;
const ALIGNMENT = 32;
const MOST_ALIGNMENT = 2 ** 20;

/** Why a GGUF file is none that can be asked to write. Windows have words of their own for each. */
export const refusals = {
  split: 'This is one part of a model that was split. Join the parts to one file first.',
  adapter: 'This is an adapter (LoRA), which is no model by itself.',
  projector: 'This is the part of a model that sees pictures, and not the one that writes.',
  embedding: 'This model measures how alike texts are. It can not write any.',
  speech: 'This is a speech model in GGUF form. MeetMemo takes Whisper models as whisper.cpp stores them.',
  no_writer: 'This GGUF file holds no language model that can write.',
} as const;
export type Refusal = keyof typeof refusals;

export interface LanguageFacts {
  quantisation: string;
  shape: LanguageShape;
}

const refused = (reason: Refusal) => new AppError('unsupported_format', refusals[reason], { reason });

/** Models that read and do not write, or do something else altogether. */
const others: Partial<Record<string, Refusal>> = {
  ...{ clip: 'projector', whisper: 'speech', 'qwen2-audio': 'speech', 'wavtokenizer-dec': 'speech' },
  ...{ bert: 'embedding', 'modern-bert': 'embedding', 'nomic-bert': 'embedding', 'neo-bert': 'embedding' },
  ...{ 'nomic-bert-moe': 'embedding', 'jina-bert-v2': 'embedding', 'jina-bert-v3': 'embedding' },
  ...{ eurobert: 'embedding', 'gemma-embedding': 'embedding', 'llama-embed': 'embedding' },
  ...{ t5: 'no_writer', t5encoder: 'embedding', dream: 'no_writer', llada: 'no_writer' },
};
const types: Partial<Record<string, Refusal>> = {
  ...{ adapter: 'adapter', mmproj: 'projector', vocab: 'no_writer', imatrix: 'no_writer' },
};

export const isGguf = (source: Source) => source.size >= 4 && createReader(source).uint32() === MAGIC;

/** Reads the head of a GGUF file and none of its weights. A changed weight looks like any other: see the checksum. */
export function checkGguf(source: Source): LanguageFacts {
  const reader = createReader(source);
  if (reader.uint32() !== MAGIC) throw new AppError('unsupported_format', 'This is not a GGUF file.');
  const version = reader.uint32();
  if (version !== 2 && version !== 3)
    throw new AppError('unsupported_format', 'This GGUF file is of a version that is not known here.', {
      reason: 'unknown_type',
    });
  const tensorCount = reader.uint64();
  const values = readValues(reader, reader.uint64());
  refuse(values);
  const tensors = readTensors(reader, tensorCount, alignmentOf(values), source.size);
  const shape = shapeOf(values, tensors);
  if (!shape) throw refused('no_writer');
  return { quantisation: fileTypes[Number(values.get('general.file_type'))] ?? '', shape };
}

function alignmentOf(values: ReadonlyMap<string, Value>): number {
  const alignment = values.get('general.alignment') ?? ALIGNMENT;
  const isGood =
    typeof alignment === 'number' &&
    alignment >= 1 &&
    alignment <= MOST_ALIGNMENT &&
    Number.isInteger(Math.log2(alignment));
  if (!isGood) throw damaged('The head of the model file is damaged.');
  return alignment;
}

/** Says plainly what else it is. */
function refuse(values: ReadonlyMap<string, Value>): void {
  const word = (key: string) => {
    const value = values.get(key);
    return typeof value === 'string' ? value : '';
  };
  const architecture = word('general.architecture');
  const pooling = values.get(`${architecture}.pooling_type`) ?? 0;
  const reason =
    types[word('general.type')] ??
    others[architecture] ??
    (Number(values.get('split.count') ?? 0) > 1 ? 'split' : undefined) ??
    (pooling !== 0 || values.get(`${architecture}.attention.causal`) === false ? 'embedding' : undefined);
  if (reason) throw refused(reason);
}
