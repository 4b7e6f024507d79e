import { setImmediate } from 'node:timers/promises';
import type { Handlers } from '../../rpc/define.ts';
import { AppError } from '../../rpc/errors.ts';
import type { EngineContract } from '../process/contract.ts';
import { toFloats } from '../../rpc/floats.ts';
import { loadVad, type Vad } from './native.ts';

const PER_MS = 16;
/** It looks at so much at once, and given more it blurs where a voice begins. */
const WINDOW = 512;
/** The thread is free for others after so many windows: some ten milliseconds. */
const TURN = 100;

/** Fainter than any microphone's own noise: nothing was recorded, so that there is nothing to look for. */
const NOTHING = 1e-4;

/** What the engine child answers about voices. The same sound gives the same spans, whatever came before. */
export function voiceHandlers(load = loadVad): Handlers<EngineContract['voice']> {
  let loading: Promise<Vad> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function spansOf(pcm: Float32Array, signal: AbortSignal) {
    const vad = await (loading ??= load());
    if (pcm.every((sample) => Math.abs(sample) < NOTHING)) return { spans: [] };
    vad.reset();
    for (let at = 0; at < pcm.length; at += WINDOW) {
      vad.acceptWaveform(pcm.subarray(at, at + WINDOW));
      if (at % (TURN * WINDOW) === 0) await setImmediate();
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
    }
    vad.flush();
    const spans: { startMs: number; endMs: number }[] = [];
    while (!vad.isEmpty()) {
      const { start, samples } = vad.front(false);
      const endMs = Math.floor(Math.min(start + samples.length, pcm.length) / PER_MS);
      spans.push({ startMs: Math.floor(start / PER_MS), endMs });
      vad.pop();
    }
    return { spans };
  }

  return {
    spans({ pcm }, { signal }) {
      // One after another: it has one memory.
      const result = last.then(() => spansOf(toFloats(pcm), signal));
      last = result.catch(() => undefined);
      return result;
    },
  };
}
