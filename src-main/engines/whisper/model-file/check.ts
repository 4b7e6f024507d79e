import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { readModelFile } from '../../model-file/file.ts';
import { createReader, damaged, type Reader, type Source } from '../../model-file/reader.ts';
import { readFilters, readHeader, readVocabulary, type Header } from './header.ts';
import { expectedTensors } from './tensors.ts';

/**
 * Reads all of a model's structure and none of its weights. whisper.cpp trusts the lengths in the file and ends the
 * process where they are wrong. A changed weight looks like any other: only the checksum finds it.
 */
export async function checkModelFile(path: string, sha256?: string): Promise<Header> {
  const header = readModelFile(path, checkModel);
  if (sha256 !== undefined && (await hashOf(path)) !== sha256.toLowerCase())
    throw damaged('The model file is not the one that it should be: its checksum differs.');
  return header;
}

/** For tests too, which damage a model in memory. */
export function checkModel(source: Source): Header {
  if (source.size === 0) throw damaged('The model file is empty.');
  const reader = createReader(source);
  const header = readHeader(reader);
  readFilters(reader, header);
  readVocabulary(reader, header);
  readTensors(reader, header);
  return header;
}

function readTensors(reader: Reader, header: Header): void {
  const missing = expectedTensors(header);
  while (!reader.atEnd) {
    const dimensions = reader.int32();
    const nameBytes = reader.int32();
    const type = reader.int32();
    if (dimensions < 1 || dimensions > 4 || nameBytes < 1 || nameBytes > 128) throw unexpected();
    const shape = Array.from({ length: dimensions }, () => reader.int32());
    const name = reader.text(nameBytes);
    const expected = missing.get(name);
    if (expected?.type !== type || String(expected.shape) !== String(shape)) throw unexpected();
    reader.skip(expected.bytes);
    missing.delete(name);
  }
  if (missing.size > 0) throw damaged('The model file ends too early: parts of the model are missing.');
}

const unexpected = () => damaged('The model file holds something else than its head says.');

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
