import type { EmitEvent } from '../../contract/index.ts';
import type { Job } from '../../contract/jobs.ts';
import type { LogSentence } from '../../contract/logs.ts';
import type { TrackName } from '../../contract/recorder.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Engine } from '../../engines/process/types.ts';
import type { JobKindName } from '../../jobs/types.ts';
import type { Library } from '../../storage/library.ts';
import type { Logger } from '../../storage/log-files.ts';
import type { Span } from './pipeline/types.ts';

/** A model file that is here. */
export interface SpeechModelFile {
  id: string;
  name: string;
  path: string;
  sha256: string | null;
  isMultilingual: boolean;
}

/** What transcribing needs of the rest of the app. */
export interface TranscriptParts {
  library: Pick<Library, 'db' | 'freeing' | 'keepReserve'>;
  emit: EmitEvent;
  settings(): Settings;
  saveVocabulary(vocabulary: string): void;
  log: Logger<LogSentence>;
  appVersion: string;
  engine: Engine;
  /** Throws `no_model`; empty: the best one that is installed, for that meeting. */
  findModel(id: string, meetingId: string): SpeechModelFile;
  /** What the settings say; where that is gone, the best. */
  usualModel(meetingId: string): SpeechModelFile;
  /** It is at work from now on. */
  useModel(id: string): void;
  /** As the engine's `load` and `transcribe` take them. */
  chooseDevice(signal: AbortSignal): Promise<{ device: number | 'auto' | 'cpu'; threads: number }>;
  /** Throws why there is nothing to transcribe. */
  checkSound(meetingId: string): void;
  /** Another where another sound is heard: one that was chosen among several tracks, say. */
  soundKey(meetingId: string): string;
  /** Waits until it is measured; null: its length is not known. */
  measuredMs(meetingId: string, signal: AbortSignal): Promise<number | null>;
  /** 16 kHz mono; less than asked for where the sound ends. */
  readSamples(meetingId: string, fromMs: number, ms: number, signal: AbortSignal): Promise<Float32Array>;
  /** On which track of a recording of two each span is the louder; null: on neither, or it has not two. */
  louderTracks(meetingId: string, spans: readonly Span[], signal: AbortSignal): Promise<(TrackName | null)[]>;
  /** Throws `engine_unavailable` where nothing can tell. */
  findVoice(pcm: Float32Array, signal: AbortSignal): Promise<Span[]>;
  /** Waits until words of a meeting that were deleted for good have left the index too. */
  forgetWords(meetingId: string): Promise<void>;
  addJob(job: { kind: JobKindName; meetingId: string; options: unknown }): Job;
  /** What waits or runs for a meeting. */
  jobsUnderWay(meetingId: string): Job[];
  /** What a job was added with. */
  jobOptions(id: string): unknown;
  /** Within the transaction that removes a version for good: jobs that stopped on the way keep no words of it. */
  forgetVersion(id: string): void;
  /** Begins what waits, where nothing else has. */
  wakeQueue(): void;
}
