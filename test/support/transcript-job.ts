import { onTestFinished } from 'vitest';
import { settingSchemas, type Settings } from '../../src-main/contract/settings.ts';
import type { Job } from '../../src-main/contract/jobs.ts';
import type { TrackName } from '../../src-main/contract/recorder.ts';
import type { Engine } from '../../src-main/engines/process/types.ts';
import { createMeetings } from '../../src-main/features/meetings/changes.ts';
import { transcriptHandlers } from '../../src-main/features/transcripts/handlers.ts';
import { transcriptJobs } from '../../src-main/features/transcripts/job.ts';
import type { TranscriptParts } from '../../src-main/features/transcripts/parts.ts';
import { transcriptsOf } from '../../src-main/features/transcripts/rows.ts';
import type { Step } from '../../src-main/jobs/types.ts';
import { AppError } from '../../src-main/rpc/errors.ts';
import type { Db } from '../../src-main/storage/database.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import * as v from 'valibot';
import { tempHome } from './temp-home.ts';

const RATE = 16_000;
/** Each second of sound is a word of its own: `w7` is the eighth. */
const soundOf = (seconds: number) =>
  Float32Array.from({ length: seconds * RATE }, (_, index) => Math.floor(index / RATE) + 1);

interface Options {
  seconds?: number;
  isMultilingual?: boolean;
  /** How likely each word is. */
  probability?: number;
  /** Before each transcription: throws what the engine would. */
  onTranscribe?: (words: string[]) => void;
  /** Whether the engine hears the word of that second. */
  isHeard?: (second: number) => boolean;
  detect?: (words: string[]) => { language: string; probability: number | null };
  hasVoice?: boolean;
  /** The louder track at that moment. */
  trackAt?: (ms: number) => TrackName | null;
}

/** Which words sound in it. */
function wordsIn(bytes: Uint8Array): { text: string; second: number }[] {
  const pcm = new Float32Array(bytes.slice().buffer);
  return Array.from({ length: Math.floor(pcm.length / RATE) }, (_, second) => ({
    text: `w${(pcm[second * RATE] ?? 0) - 1}`,
    second,
  }));
}

/** Jobs and handlers over a real library, with a speech engine that says what it is given. */
export function openTranscriptJobs(options: Options = {}) {
  const { seconds = 100, isMultilingual = false, onTranscribe, detect, hasVoice = true, trackAt } = options;
  const { probability = 0.9, isHeard = () => true } = options;
  const library = openLibrary({ home: tempHome(), migrations });
  onTestFinished(() => {
    library.close();
  });
  const [meetingId = ''] = createMeetings(library.db, [{ title: 'Talk' }]);
  const events: { name: string; payload: unknown }[] = [];
  const heard: { words: string[]; language: string | undefined; prompt: string | undefined }[] = [];
  const said: string[] = [];
  const underWay: Job[] = [];
  const say = (message: string) => void said.push(message);
  const added: Parameters<TranscriptParts['addJob']>[0][] = [];
  const settings = v.parse(v.object(settingSchemas), {}) satisfies Settings;
  const pcm = soundOf(seconds);
  const sound = { key: 'first' };

  const speech = {
    load: () => Promise.resolve({ engine: 'whisper.cpp', device: 'CPU', isMultilingual }),
    progressed: () => () => undefined,
    detectLanguage: ({ pcm: bytes }: { pcm: Uint8Array }) =>
      Promise.resolve(detect?.(wordsIn(bytes).map(({ text }) => text)) ?? { language: 'en', probability: 1 }),
    async transcribe(input: { pcm: Uint8Array; language?: string; prompt?: string }) {
      await Promise.resolve();
      const words = wordsIn(input.pcm);
      heard.push({ words: words.map(({ text }) => text), language: input.language, prompt: input.prompt });
      onTranscribe?.(words.map(({ text }) => text));
      const heardOf = words.filter(({ text }) => isHeard(Number(text.slice(1))));
      const segments = heardOf.map(({ text, second }) => ({
        ...{ startMs: second * 1000, endMs: second * 1000 + 900, text: `${text}.`, noSpeechProbability: 0 },
        words: [{ text: `${text}.`, startMs: second * 1000, endMs: second * 1000 + 900, probability }],
      }));
      return { language: input.language ?? 'en', segments };
    },
  };
  const engine = { use: (call: (api: unknown) => unknown) => call({ speech }) } as unknown as Engine;

  const parts: TranscriptParts = {
    library,
    emit: (name, payload) => void events.push({ name, payload }),
    settings: () => settings,
    log: { debug: say, info: say, warn: say, error: say },
    appVersion: '1.2.3',
    engine,
    findModel: (id) => ({
      id: id === '' ? 'best' : id,
      name: 'Model',
      path: '/model',
      sha256: `of ${id}`,
      isMultilingual,
    }),
    usualModel: () => ({ id: 'best', name: 'Model', path: '/model', sha256: null, isMultilingual }),
    useModel: () => undefined,
    soundKey: () => sound.key,
    chooseDevice: () => Promise.resolve({ device: 'cpu', threads: 1 }),
    checkSound: () => undefined,
    measuredMs: () => Promise.resolve(seconds * 1000),
    readSamples: (_id, fromMs, ms) => Promise.resolve(pcm.slice(fromMs * 16, (fromMs + ms) * 16)),
    louderTracks: (_id, spans) => Promise.resolve(spans.map(({ startMs }) => trackAt?.(startMs) ?? null)),
    saveVocabulary: () => undefined,
    findVoice(block) {
      if (!hasVoice) return Promise.reject(new AppError('engine_unavailable', 'There is no detector.'));
      return Promise.resolve([{ startMs: 0, endMs: block.length / 16 }]);
    },
    addJob(job) {
      added.push(job);
      return { id: `job ${added.length}`, ...job } as unknown as Job;
    },
    forgetWords: () => Promise.resolve(),
    forgetVersion: () => undefined,
    jobsUnderWay: () => underWay,
    jobOptions: (id) => added[Number(id.slice(4)) - 1]?.options,
    wakeQueue: () => undefined,
  };
  const kinds = transcriptJobs(parts);

  /** The least that a queue does, until the commit with that number, after which the process seems to end. */
  async function run(
    kind: keyof typeof kinds,
    work: { options: unknown; position?: unknown },
    endAfter = Infinity,
  ) {
    const steps: Step[] = [];
    const controller = new AbortController();
    let position = JSON.parse(JSON.stringify(work.position ?? null)) as unknown;
    const commit = (step: Step, write?: (db: Db) => void) => {
      if (controller.signal.aborted) throw new AppError('cancelled', 'Stopped.');
      library.db.transaction(() => write?.(library.db));
      steps.push(step);
      position = JSON.parse(JSON.stringify(step.position)) as unknown;
      if (steps.length === endAfter) controller.abort(new AppError('cancelled', 'Stopped.'));
    };
    const job = { id: 'job', meetingId, options: work.options, failures: 0, signal: controller.signal };
    const error: unknown = await kinds[kind].run({ ...job, position, alive: () => undefined, commit }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { steps, position, error };
  }

  return {
    ...{
      library,
      meetingId,
      handlers: transcriptHandlers(parts),
      parts,
      run,
      events,
      heard,
      said,
      added,
      underWay,
      settings,
      sound,
    },
    versions: () => transcriptsOf(library.db, meetingId),
    /** What was written, but for ids and times of writing. */
    written: () => ({
      segments: library.db.all('SELECT start_ms, end_ms, text, no_speech, words FROM segments ORDER BY seq'),
      guards: library.db.all('SELECT start_ms, end_ms, reason, text FROM guards ORDER BY seq'),
      transcripts: library.db.all(
        'SELECT version, state, is_chosen, language, word_count, confidence, provenance FROM transcripts',
      ),
    }),
  };
}
