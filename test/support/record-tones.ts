import type { Api } from '../../src-main/contract/index.ts';
import { until } from './until.ts';

const RATE = 16_000;
const LOUDNESS = 0.3;

/** A recording of two tracks, made as a window makes it: pieces of 16-bit samples, the microphone's first. */
export async function recordTracks(api: Api, title: string, pieces: readonly Buffer[]): Promise<string> {
  const { meetingId } = await api.recorder.start({
    title,
    tracks: ['microphone', 'system'],
    sampleRate: RATE,
  });
  let frame = 0;
  for (const piece of pieces) {
    await api.recorder.append({ meetingId, frame, data: new Uint8Array(piece) });
    frame += piece.length / 4;
  }
  await api.recorder.stop({ meetingId });
  await until(
    `${title} is measured`,
    async () => (await api.audio.get({ meetingId })).audio?.state === 'ready',
  );
  return meetingId;
}

/** With a tone in each track. */
export function recordTones(
  api: Api,
  title: string,
  { microphone, system, seconds }: { microphone: number; system: number; seconds: number },
): Promise<string> {
  const second = Buffer.alloc(RATE * 4);
  for (let frame = 0; frame < RATE; frame += 1) {
    for (const [track, hertz] of [microphone, system].entries()) {
      const sample = LOUDNESS * Math.sin((2 * Math.PI * hertz * frame) / RATE);
      second.writeInt16LE(Math.round(sample * 32767), frame * 4 + track * 2);
    }
  }
  const pieces = Array.from({ length: seconds }, () => second);
  return recordTracks(api, title, pieces);
}
