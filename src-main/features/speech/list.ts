import type { Engine } from '../../engines/process/types.ts';
import type { Device } from '../../engines/whisper/types.ts';
import { AppError, wrapError } from '../../rpc/errors.ts';

export interface Listed {
  engine: 'whisper.cpp' | 'smart-whisper';
  fallbackReason: string | null;
  /** Of the libraries for graphics that are installed: cuda, vulkan, metal. */
  graphics: readonly string[];
  devices: readonly Device[];
}

/** Asks a child of its own, which a driver may end or keep for good; then there is the processor alone. */
export async function listDevices(newEngine: () => Engine, limitMs: number): Promise<Listed> {
  try {
    return await ask(newEngine(), true, limitMs);
  } catch (error) {
    const { code } = wrapError(error);
    if (code !== 'engine_crashed' && code !== 'timed_out') throw error;
    return ask(newEngine(), false, limitMs);
  }
}

async function ask(engine: Engine, graphics: boolean, limitMs: number): Promise<Listed> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    return await engine.use(({ speech }) => speech.devices({ graphics }, { signal }));
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new AppError('timed_out', 'The devices could not be listed in time.');
  } finally {
    engine.stop();
  }
}
