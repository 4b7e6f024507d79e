import { AppError } from '../../rpc/errors.ts';
import type { AdaptedModel, Adapter, FullOptions, RawSegment } from './adapter.ts';
import { mendPieces } from './mend-pieces.ts';
import { durationOf } from './pcm.ts';

/** The parts of smart-whisper that we use. */
export interface SmartWhisper {
  WhisperModel: { load(path: string, gpu: boolean): Promise<{ handle: unknown; free(): Promise<void> }> };
  binding: {
    transcribe(
      handle: unknown,
      pcm: Float32Array,
      params: Record<string, unknown>,
      finish: (result: SmartSegment[] | Error) => void,
      onSegment: (segment: SmartSegment) => void,
    ): void;
  };
}

interface SmartSegment {
  from: number;
  to: number;
  text: string;
  lang: string;
  tokens: { text: string; p: number; from: number; to: number }[];
}

const BEAM_SEARCH = 1;
/** More than the 224 tokens at the end that are used. What it takes to find tokens grows with the square of a prompt. */
const PROMPT_BYTES = 2000;
const special = /^\[_.*\]$/;

/** The fallback where our own binding could not be compiled. It can't be stopped, so it wants short pieces of sound. */
export function smartWhisperAdapter({ WhisperModel, binding }: SmartWhisper): Adapter {
  return {
    name: 'smart-whisper',
    graphics: [],
    devices: () => [
      {
        ...{ name: 'CPU', description: 'As smart-whisper chooses', type: 'cpu' },
        ...{ memoryBytes: 0, freeBytes: 0, address: '' },
      },
    ],
    async load(path) {
      const model = await WhisperModel.load(path, process.platform === 'darwin').catch((error: unknown) => {
        throw new AppError('file_damaged', 'The model could not be loaded.', {}, { cause: error });
      });
      return adapt(binding, model);
    },
  };
}

function adapt(
  binding: SmartWhisper['binding'],
  model: Awaited<ReturnType<SmartWhisper['WhisperModel']['load']>>,
): AdaptedModel {
  /** What still runs, although nobody may be waiting for it any more. */
  let working: Promise<unknown> = Promise.resolve();

  async function run(
    pcm: Float32Array,
    params: Record<string, unknown>,
    signal: AbortSignal,
    onSegment: (segment: SmartSegment) => void,
  ): Promise<SmartSegment[]> {
    await unlessAborted(working, signal);
    const { promise, resolve, reject } = Promise.withResolvers<SmartSegment[]>();
    const finish = (result: SmartSegment[] | Error) => {
      if (Array.isArray(result)) resolve(result);
      else reject(new AppError('engine_unavailable', 'The transcription failed.', {}, { cause: result }));
    };
    binding.transcribe(model.handle, pcm, { format: 'detail', ...params }, finish, onSegment);
    working = promise.catch(() => undefined);
    return unlessAborted(promise, signal);
  }

  return {
    async transcribe(pcm, options, onProgress, signal) {
      const durationMs = durationOf(pcm);
      const segments = await run(pcm, parameters(options), signal, ({ to }) => {
        if (!signal.aborted) onProgress((100 * to) / durationMs);
      });
      const asked = options.language === 'auto' ? 'und' : options.language;
      return { language: segments[0]?.lang ?? asked, segments: segments.map(toSegment) };
    },
    async detectLanguage(pcm, threads, signal) {
      const params = { language: 'auto', n_threads: threads, single_segment: true, max_tokens: 1 };
      const [segment] = await run(pcm, params, signal, () => undefined);
      return { language: segment?.lang ?? 'und', probability: null };
    },
    async free() {
      await working;
      await model.free();
    },
  };
}

function parameters(options: FullOptions): Record<string, unknown> {
  return {
    strategy: options.beamSize > 1 ? BEAM_SEARCH : 0,
    beam_size: options.beamSize,
    n_threads: options.threads,
    language: options.language,
    translate: options.translate,
    temperature: options.temperature,
    token_timestamps: true,
    no_context: !options.keepContext,
    // Without room for earlier words there is none for a prompt either.
    ...(!options.keepContext && options.prompt === '' && { n_max_text_ctx: 0 }),
    ...(options.prompt !== '' && { initial_prompt: endOf(options.prompt) }),
  };
}

/** Without what is left of a character at the cut. */
const endOf = (prompt: string) =>
  Buffer.from(prompt)
    .subarray(-PROMPT_BYTES)
    .toString()
    .replace(/^\uFFFD+/u, '');

function toSegment({ from, to, text, tokens }: SmartSegment): RawSegment {
  const pieces = tokens
    .filter((token) => !special.test(token.text))
    .map((token) => ({ text: token.text, startMs: token.from, endMs: token.to, probability: token.p }));
  return { startMs: from, endMs: to, noSpeechProbability: null, pieces: mendPieces(pieces, text) };
}

/** Settles with the promise, or as soon as the signal says so; the work itself goes on. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new AppError('cancelled', 'Cancelled.'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
