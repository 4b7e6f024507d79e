import { AppError } from '../../../rpc/errors.ts';
import { blocks } from '../../model-file/ggml-types.ts';
import { damaged, type Reader } from '../../model-file/reader.ts';

export interface Tensor {
  shape: number[];
  bytes: number;
}

const MOST_TENSORS = 100_000;
/** ggml has room for so many, and for a zero after them. */
const LONGEST_NAME = 63;
const MOST_DIMENSIONS = 4;

const wrong = () => damaged('The list of tensors in the model file is damaged.');

function bytesOf(shape: readonly number[], type: number): number {
  const [numbers, bytes] = blocks[type] ?? [0, 0];
  if (numbers === 0) {
    throw new AppError(
      'unsupported_format',
      'The model is stored in a way that this version does not know.',
      { reason: 'unknown_type' },
    );
  }
  const count = shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(count) || (shape[0] ?? 0) % numbers !== 0) throw wrong();
  return (count / numbers) * bytes;
}

const padded = (bytes: number, alignment: number) => Math.ceil(bytes / alignment) * alignment;

/** Name, shape and size of each; they follow each other without gaps, and all of them lie within the file. */
export function readTensors(reader: Reader, count: number, alignment: number, size: number) {
  if (count > MOST_TENSORS) throw wrong();
  const tensors = new Map<string, Tensor>();
  let expected = 0;
  let end = 0;
  for (let left = count; left > 0; left -= 1) {
    const length = reader.uint64();
    if (length < 1 || length > LONGEST_NAME) throw wrong();
    const name = reader.text(length);
    const dimensions = reader.uint32();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS || tensors.has(name)) throw wrong();
    const shape = Array.from({ length: dimensions }, () => reader.uint64());
    if (shape.includes(0)) throw wrong();
    const bytes = bytesOf(shape, reader.uint32());
    if (reader.uint64() !== expected) throw wrong();
    end = expected + bytes;
    expected = padded(end, alignment);
    tensors.set(name, { shape, bytes });
  }
  if (padded(reader.offset, alignment) + end > size)
    throw damaged('The model file ends too early: it was not copied whole.');
  return tensors;
}
