import { AppError } from '../../rpc/errors.ts';
import type { FullOptions } from './adapter.ts';
import { languagesOf } from './languages.ts';
import type { Header } from './model-file/header.ts';
import type { TranscribeOptions } from './types.ts';

/** More than is ever asked for. */
const MOST_PROMPT = 10_000;

const invalid = (message: string) => new AppError('invalid_input', message);

function whole(name: string, value: number, max: number): number {
  if (Number.isSafeInteger(value) && value >= 1 && value <= max) return value;
  throw invalid(`${name} must be a whole number from 1 to ${max}.`);
}

export function fullOptions(options: TranscribeOptions, { isMultilingual, vocabulary }: Header): FullOptions {
  const { language = 'auto', translate = false, prompt = '', keepContext = false } = options;
  const { threads = 1, beamSize = 1, temperature = 0 } = options;
  if (language !== 'auto' && !/^[a-z]{2,3}$/.test(language))
    throw invalid('That is not a code of a language.');
  if (!isMultilingual && (translate || !['auto', 'en'].includes(language)))
    throw invalid('This model understands English only, and does not translate.');
  if (isMultilingual && ![...languagesOf(vocabulary), 'auto'].includes(language))
    throw invalid('This model does not know the language asked for.');
  if (prompt.length > MOST_PROMPT || prompt.includes('\0'))
    throw invalid('The prompt is too long, or not text.');
  if (!(temperature >= 0 && temperature <= 1)) throw invalid('The temperature must be between 0 and 1.');
  return {
    language: isMultilingual ? language : 'en',
    translate,
    prompt,
    keepContext,
    threads: whole('The number of threads', threads, 256),
    // whisper.cpp keeps eight decoders.
    beamSize: whole('The number of beams', beamSize, 8),
    temperature,
  };
}
