import type { AudioFeature } from '../features/audio/create-audio.ts';
import { editHandlers } from '../features/transcripts/edits/handlers.ts';
import { correctionHandlers } from '../features/transcripts/find/corrections.ts';
import { createSearcher, type Searcher } from '../features/transcripts/find/searcher.ts';
import { transcriptHandlers } from '../features/transcripts/handlers.ts';
import { transcriptJobs } from '../features/transcripts/job.ts';
import type { TranscriptParts } from '../features/transcripts/parts.ts';
import { renameSpeaker } from '../features/transcripts/speakers/changes.ts';
import { speakerHandlers } from '../features/transcripts/speakers/handlers.ts';
import { startUnasked } from '../features/transcripts/start.ts';
import { toBytes } from '../rpc/floats.ts';
import type { Engine } from '../engines/process/types.ts';

type Outside = Omit<
  TranscriptParts,
  'checkSound' | 'soundKey' | 'measuredMs' | 'readSamples' | 'louderTracks' | 'findVoice'
> & {
  audio: AudioFeature;
  audioEngine: Engine;
  textEngine: Engine;
  patternEngine: Engine;
};

/** Transcripts of the sounds that the audio feature keeps. */
export function transcriptsOf({ audio, audioEngine, textEngine, patternEngine, ...outside }: Outside) {
  const parts: TranscriptParts = {
    ...outside,
    checkSound: audio.samples.check,
    soundKey: audio.samples.key,
    measuredMs: audio.samples.measuredMs,
    readSamples: audio.samples.read,
    louderTracks: audio.samples.louderTracks,
    // Beside the decoder: it listens ahead while the speech engine works, and outlives its crashes.
    async findVoice(samples, signal) {
      const pcm = toBytes(samples);
      const { spans } = await audioEngine.use(({ voice }) => voice.spans({ pcm }, { signal }));
      return spans;
    },
  };
  const [plain, patterns] = [createSearcher(textEngine), createSearcher(patternEngine)];
  const search: Searcher = (texts, wanted, signal) =>
    (wanted.isPattern ? patterns : plain)(texts, wanted, signal);
  const editParts = { ...parts, search };
  return {
    handlers: {
      transcripts: transcriptHandlers(parts),
      edits: editHandlers(editParts),
      corrections: correctionHandlers(editParts),
      ...speakerHandlers(parts),
    },
    kinds: transcriptJobs(parts),
    rename: (id: string, name: string) => renameSpeaker(parts, id, name),
    startUnasked(meetingId: string): void {
      startUnasked(parts, meetingId);
    },
  };
}
