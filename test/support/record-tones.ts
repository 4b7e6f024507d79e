import type { Api } from '../../src-main/contract/index.ts';
import { until } from './until.ts';

const RATE = 16_000;
const LOUDNESS = 0.3;

/** A recording of two tracks with a tone in each, made as a window makes it. */
export async function recordTones(
  api: Api,
  title: string,
  { microphone, system, seconds }: { microphone: number; system: number; seconds: number },
): Promise<string> {
  const { meetingId } = await api.recorder.start({
    title,
    tracks: ['microphone', 'system'],
    sampleRate: RATE,
  });
  const second = Buffer.alloc(RATE * 4);
  for (let frame = 0; frame < RATE; frame += 1) {
    for (const [track, hertz] of [microphone, system].entries()) {
      const sample = LOUDNESS * Math.sin((2 * Math.PI * hertz * frame) / RATE);
      second.writeInt16LE(Math.round(sample * 32767), frame * 4 + track * 2);
    }
  }
  const data = new Uint8Array(second);
  for (let at = 0; at < seconds; at += 1) await api.recorder.append({ meetingId, frame: at * RATE, data });
  await api.recorder.stop({ meetingId });
  await until(
    `${title} is measured`,
    async () => (await api.audio.get({ meetingId })).audio?.state === 'ready',
  );
  return meetingId;
}
