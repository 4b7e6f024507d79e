import { join } from 'node:path';
import type { Api } from '../../src-main/contract/index.ts';
import { connectSocket, enter } from './loopback-client.ts';
import { startProgram, type Program } from './program.ts';
import { readWav } from './wav.ts';

export const RATE = 48_000;
const CHUNK = RATE / 5;
export const tracks = ['microphone' as const, 'system' as const];

const left = (frame: number) => ((frame * 7919) % 65_536) - 32_768;
const right = (frame: number) => ((frame * 104_729) % 65_536) - 32_768;

/** 200 ms of two tracks, of which each sample says which one it is. */
export function chunkAt(frame: number): Uint8Array<ArrayBuffer> {
  const samples = new Int16Array(CHUNK * 2);
  for (let index = 0; index < CHUNK; index += 1) {
    samples[index * 2] = left(frame + index);
    samples[index * 2 + 1] = right(frame + index);
  }
  return new Uint8Array(samples.buffer);
}

/** Where the samples of a file are not those that were sent; -1: they are. */
export function firstWrongFrame(home: string, meetingId: string): { frames: number; wrong: number } {
  const { channels, frames, isWhole } = readWav(join(home, 'media', meetingId, 'sound'));
  if (!isWhole) throw new Error('The header and the file do not agree.');
  const [one, two] = channels;
  const wrong = one?.findIndex((value, frame) => value !== left(frame) || two?.[frame] !== right(frame));
  return { frames, wrong: wrong ?? 0 };
}

/** A serving process of its own, and a client of it. */
export async function serveForRecording(home: string): Promise<{ program: Program; api: Api }> {
  const program = startProgram(join(import.meta.dirname, 'loopback-program.ts'), [home]);
  const [link = ''] = await program.printed(1);
  const { api } = connectSocket(new URL(link).origin, await enter(link));
  return { program, api };
}

/** Records, several chunks in flight, until the other side is gone. What happened so far can be read at any time. */
export function record(api: Api, msBetween: number, title = 'Talk') {
  const state = { title, meetingId: '', sent: 0, acknowledged: 0 };
  const run = async () => {
    const { meetingId } = await api.recorder.start({ title, tracks, sampleRate: RATE });
    state.meetingId = meetingId;
    void api.recorder.hold({ meetingId }).catch(() => undefined);
    const running = new Set<Promise<void>>();
    for (let frame = 0; ; frame += CHUNK) {
      state.sent = frame + CHUNK;
      const sending = api.recorder
        .append({ meetingId, frame, data: chunkAt(frame) })
        .then(({ frames }) => void (state.acknowledged = frames));
      running.add(sending);
      void sending.then(
        () => running.delete(sending),
        () => undefined,
      );
      if (running.size >= 4) await Promise.race(running);
      await new Promise((resolve) => setTimeout(resolve, msBetween));
    }
  };
  return { state, ended: run().catch((error: unknown) => error) };
}
