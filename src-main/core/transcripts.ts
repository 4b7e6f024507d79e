import type { AudioFeature } from '../features/audio/create-audio.ts';
import { transcriptHandlers } from '../features/transcripts/handlers.ts';
import { transcriptJobs } from '../features/transcripts/job.ts';
import type { TranscriptParts } from '../features/transcripts/parts.ts';
import { startUnasked } from '../features/transcripts/start.ts';
import type { Engine } from '../engines/process/types.ts';

type Outside = Omit<
  TranscriptParts,
  'checkSound' | 'soundKey' | 'measuredMs' | 'readSamples' | 'findVoice'
> & {
  audio: AudioFeature;
  audioEngine: Engine;
};

/** Transcripts of the sounds that the audio feature keeps. */
export function transcriptsOf({ audio, audioEngine, ...outside }: Outside) {
  const parts: TranscriptParts = {
    ...outside,
    checkSound: audio.samples.check,
    soundKey: audio.samples.key,
    measuredMs: audio.samples.measuredMs,
    readSamples: audio.samples.read,
    // Beside the decoder: it listens ahead while the speech engine works, and outlives its crashes.
    async findVoice(samples, signal) {
      const pcm = new Uint8Array(samples.slice().buffer);
      const { spans } = await audioEngine.use(({ voice }) => voice.spans({ pcm }, { signal }));
      return spans;
    },
  };
  return {
    handlers: transcriptHandlers(parts),
    kinds: transcriptJobs(parts),
    startUnasked(meetingId: string): void {
      startUnasked(parts, meetingId);
    },
  };
}
