import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppError } from '../../rpc/errors.ts';

/** What is used of sherpa-onnx-node, which brings no types. */
export interface Vad {
  acceptWaveform(samples: Float32Array): void;
  flush(): void;
  isEmpty(): boolean;
  /** Electron allows no memory from outside of its own, so that the samples must be copied. */
  front(external: false): { start: number; samples: Float32Array };
  pop(): void;
  reset(): void;
}
interface Sherpa {
  Vad: new (config: object, bufferSeconds: number) => Vad;
}

const require = createRequire(import.meta.url);
const FILE = 'silero_vad_v6.onnx';

/** In an installed app it lies beside the archive: native code can't read inside of one. */
function modelPath(): string {
  const installed = join(import.meta.dirname, '../../../resources/voice', FILE);
  return existsSync(installed) ? installed : require.resolve(`@ricky0123/vad-web/dist/${FILE}`);
}

const BUFFER_SECONDS = 60;

/** Loads Silero's detector of voices. */
export async function loadVad(): Promise<Vad> {
  try {
    // @ts-expect-error It has no types.
    const { default: sherpa } = (await import('sherpa-onnx-node')) as { default: Sherpa };
    const sileroVad = {
      model: modelPath(),
      threshold: 0.5,
      minSilenceDuration: 0.15,
      minSpeechDuration: 0.1,
      windowSize: 512,
      // A long speech is one span: where to cut it is for the pipeline to say.
      maxSpeechDuration: 3600,
    };
    return new sherpa.Vad({ sileroVad, sampleRate: 16_000, numThreads: 1, debug: false }, BUFFER_SECONDS);
  } catch (error) {
    throw new AppError(
      'engine_unavailable',
      'The voice detector can not be loaded on this machine.',
      {},
      { cause: error },
    );
  }
}
