import { AppError } from '../../rpc/errors.ts';
import { createEngine } from './create-engine.ts';
import { nativeAdapter } from './native.ts';
import { loadBinding } from './native-binding.ts';
import { smartWhisperAdapter, type SmartWhisper } from './smart-whisper.ts';
import type { SpeechEngine } from './types.ts';

/** Our own binding where set-up could compile it, else smart-whisper, which is several times slower. */
export async function openSpeechEngine(binding = loadBinding): Promise<SpeechEngine> {
  try {
    return createEngine(nativeAdapter(binding()));
  } catch (nativeError) {
    try {
      return createEngine(smartWhisperAdapter(await importSmartWhisper()), reasonOf(nativeError));
    } catch (error) {
      const message = 'No speech engine could be built or loaded on this machine.';
      throw new AppError(
        'engine_unavailable',
        message,
        {},
        { cause: new AggregateError([nativeError, error]) },
      );
    }
  }
}

function reasonOf(error: unknown): string {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  if (isMissing) return 'Set-up could not compile whisper.cpp on this machine; it tells why when it is run again.';
  return error instanceof Error ? error.message : 'It could not be loaded.';
}

/** Its own types leave out what its callbacks get in the detailed form. */
const importSmartWhisper = async () => (await import('smart-whisper')) as unknown as SmartWhisper;
