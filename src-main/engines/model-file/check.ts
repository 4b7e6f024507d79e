import { checkGguf, isGguf } from '../llama/model-file/check.ts';
import { checkModel } from '../whisper/model-file/check.ts';
import { quantisationOf } from '../whisper/model-file/tensors.ts';
import { readModelFile } from './file.ts';
import type { Source } from './reader.ts';
import type { ModelFacts } from './types.ts';

export function factsOf(source: Source): ModelFacts {
  if (isGguf(source)) return { kind: 'language', ...checkGguf(source) };
  const header = checkModel(source);
  return {
    kind: 'speech',
    isMultilingual: header.isMultilingual,
    quantisation: quantisationOf(header),
  };
}

/** Reads the structure of a file in our own code; nothing native sees it before. */
export const checkFile = (path: string): ModelFacts => readModelFile(path, factsOf);
