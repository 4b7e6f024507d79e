import type { Engine } from '../../engines/process/types.ts';
import { AppError, wrapError } from '../../rpc/errors.ts';

/** What came of trying one device. */
export interface Trial {
  /** Seconds of sound in a second; null: not tried, or it failed. */
  speed: number | null;
  threads: number | null;
  error: { code: string; message: string } | null;
}

export const untried: Trial = { speed: null, threads: null, error: null };

export interface TrialSound {
  /** 16 kHz mono, 32-bit floats. */
  pcm: Uint8Array<ArrayBuffer>;
  ms: number;
  /** Heard in it by whoever calculates rightly. */
  word: string;
}

export interface TrialParts {
  /** A child for one trial: what a bad driver does to it, it does to nothing else. */
  newEngine(): Engine;
  model: string;
  sound: TrialSound;
  /** A device that has told nothing by then hangs. */
  limitMs: number;
}

/** Tries a device with these numbers of threads, in their order, up to the first that is slower than one before. */
export async function tryDevice(
  parts: TrialParts,
  device: 'cpu' | number,
  threadCounts: readonly number[],
): Promise<Trial> {
  const engine = parts.newEngine();
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const limit = setTimeout(() => {
    reject(new AppError('timed_out', 'It gave no answer in time.'));
  }, parts.limitMs);
  let best: { threads: number; ms: number } | undefined;

  async function measure(): Promise<void> {
    await engine.use(({ speech }) => speech.load({ path: parts.model, device }));
    for (const threads of threadCounts) {
      const ms = await time(engine, parts.sound, threads, best?.ms);
      if (ms === undefined || ms >= (best?.ms ?? Infinity)) return;
      best = { threads, ms };
    }
  }

  const found = () => best && { speed: round(parts.sound.ms / best.ms), threads: best.threads, error: null };
  try {
    const measuring = measure();
    // Ending the child makes it fail once nobody listens any more.
    measuring.catch(() => undefined);
    await Promise.race([measuring, expired]);
    return found() ?? untried;
  } catch (error) {
    const { code, message } = wrapError(error);
    return found() ?? { ...untried, error: { code, message } };
  } finally {
    clearTimeout(limit);
    engine.stop();
  }
}

/** The faster of two runs: the first one has memory to ask for and programs to translate. undefined: not within `patience`. */
async function time(
  engine: Engine,
  { pcm, word }: TrialSound,
  threads: number,
  patience: number | undefined,
): Promise<number | undefined> {
  let fastest: number | undefined;
  for (let run = 0; run < 2; run += 1) {
    // What takes longer than the best so far is slower, however much: there is no need to see it end.
    const signal = patience === undefined ? undefined : AbortSignal.timeout(Math.ceil(patience));
    const started = performance.now();
    try {
      const input = { job: 'trial', pcm, threads, language: 'en' };
      const { segments } = await engine.use(({ speech }) => speech.transcribe(input, signal && { signal }));
      if (!segments.some(({ text }) => text.toLowerCase().includes(word)))
        throw new AppError(
          'engine_unavailable',
          'It calculates wrongly: the words of the trial are not right.',
        );
    } catch (error) {
      if (signal?.aborted) continue;
      throw error;
    }
    fastest = Math.min(fastest ?? Infinity, performance.now() - started);
  }
  return fastest;
}

const round = (speed: number) => Math.round(speed * 10) / 10;
