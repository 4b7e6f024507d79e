import { Session } from 'node:inspector/promises';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../rpc/errors.ts';

let running = false;

/** A CPU profile of this process, or of the part until the caller cancels. */
export async function recordProfile(seconds: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  if (running) throw new AppError('conflict', 'A profile is being recorded already.');
  running = true;
  const session = new Session();
  try {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    await setTimeout(seconds * 1000, undefined, { signal });
    const { profile } = await session.post('Profiler.stop');
    return new TextEncoder().encode(JSON.stringify(profile));
  } finally {
    session.disconnect();
    running = false;
  }
}
