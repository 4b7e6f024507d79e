import { AppError, type ErrorCode } from '../../rpc/errors.ts';
import type { AdaptedModel, Adapter } from './adapter.ts';
import type { BindingTranscript, LoadedBinding, WhisperBinding } from './native-binding.ts';
import { wholeCharacters } from './whole-characters.ts';

const codes: Record<string, ErrorCode> = {
  cancelled: 'cancelled',
  busy: 'conflict',
  freed: 'not_found',
  invalid: 'invalid_input',
  damaged: 'file_damaged',
  failed: 'engine_unavailable',
  unavailable: 'engine_unavailable',
};

function toAppError(error: unknown): unknown {
  // What whisper.cpp or the C++ library threw: no sentence for a person.
  if (error instanceof Error && 'code' in error && error.code === 'thrown') {
    const message = 'The speech engine met something that it can not work with.';
    return new AppError('engine_unavailable', message, {}, { cause: error });
  }
  const code = error instanceof Error && 'code' in error ? codes[String(error.code)] : undefined;
  return code ? new AppError(code, (error as Error).message, {}, { cause: error }) : error;
}

/** whisper.cpp over our own binding. */
export function nativeAdapter({ binding, graphics, addGraphics }: LoadedBinding): Adapter {
  process.once('exit', binding.shutdown);
  return {
    name: 'whisper.cpp',
    graphics,
    devices(withGraphics) {
      if (withGraphics) addGraphics();
      return binding.devices();
    },
    async load(path, options) {
      try {
        return adapt(binding, await binding.load(path, options));
      } catch (error) {
        throw toAppError(error);
      }
    },
  };
}

function adapt(binding: WhisperBinding, handle: number): AdaptedModel {
  async function stoppable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const stop = () => binding.abort(handle);
    try {
      const result = work();
      signal.addEventListener('abort', stop);
      return await result;
    } catch (error) {
      throw toAppError(error);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
  return {
    async transcribe(pcm, options, onProgress, signal) {
      const language = options.language === 'auto' ? '' : options.language;
      const raw = await stoppable(signal, () =>
        binding.transcribe(handle, pcm, { ...options, language }, onProgress),
      );
      return { language: raw.language, segments: raw.segments.map(toSegment) };
    },
    detectLanguage: (pcm, threads, signal) =>
      stoppable(signal, () => binding.detectLanguage(handle, pcm, threads)),
    async free() {
      await stoppable(new AbortController().signal, () => {
        binding.free(handle);
        return Promise.resolve();
      });
    },
  };
}

function toSegment({ tokens, ...segment }: BindingTranscript['segments'][number]) {
  const pieces = wholeCharacters(
    tokens.map(({ bytes, ...token }) => ({ ...token, bytes: Buffer.from(bytes, 'latin1') })),
  );
  return { ...segment, pieces };
}
