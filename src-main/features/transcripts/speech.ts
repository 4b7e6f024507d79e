import type { Provenance, TranscribeOptions } from '../../contract/transcripts.ts';
import { toBytes } from '../../rpc/floats.ts';
import { AppError } from '../../rpc/errors.ts';
import type { RunningJob } from '../../jobs/types.ts';
import { again } from './again.ts';
import type { Try } from './pipeline/hear.ts';
import type { Heard } from './pipeline/types.ts';
import type { Guess } from './pipeline/vote.ts';
import type { TranscriptParts } from './parts.ts';

export interface Speech {
  isMultilingual: boolean;
  provenance: Omit<Provenance, 'options'>;
  /** Loads the model where it is not loaded. */
  load(): Promise<unknown>;
  transcribe(pcm: Float32Array, how: Try, what: { language: string; prompt: string }): Promise<Heard[]>;
  detect(pcm: Float32Array): Promise<Guess>;
}

/** Likelihoods of a dozen digits would be half of what is stored. */
const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** The engine, as one job uses it. */
export async function openSpeech(
  { engine, findModel, useModel, chooseDevice, appVersion }: TranscriptParts,
  job: RunningJob,
  { modelId = '', translate = false, beamSize = 1 }: TranscribeOptions,
): Promise<Speech> {
  const model = findModel(modelId, job.meetingId);
  useModel(model.id);
  const { signal } = job;
  const { device, threads } = await again(signal, () => chooseDevice(signal));
  type Api = Parameters<Parameters<typeof engine.use>[0]>[0]['speech'];

  /** With each call: whatever else the engine did meanwhile, such as ending or making room, it is there again. */
  const wanted = { path: model.path, device, ...(model.sha256 !== null && { sha256: model.sha256 }) };
  const load = () => again(signal, () => engine.use(({ speech }) => speech.load(wanted, { signal })));
  const listening = <T>(call: (speech: Api) => Promise<T>) =>
    engine.use(async ({ speech }) => {
      const stop = speech.progressed((event) => {
        if (event.job === job.id) job.alive();
      });
      try {
        return await call(speech);
      } finally {
        stop();
        // It can't be stopped, and would go on with what nobody waits for.
        if (signal.aborted && used.engine === 'smart-whisper') engine.restart();
      }
    });

  const power = { threads, isShared: true };
  const { isMultilingual, ...used } = await load();
  if (translate && !isMultilingual)
    throw new AppError('english_only', 'This model understands English only, and does not translate.');
  return {
    isMultilingual,
    provenance: {
      ...used,
      modelId: model.id,
      modelName: model.name,
      modelSha256: model.sha256 ?? '',
      appVersion,
    },
    load,
    transcribe: (pcm, { temperature, withPrompt }, { language, prompt }) =>
      listening(async (speech) => {
        const how = { language, translate, beamSize, temperature, prompt: withPrompt ? prompt : '' };
        const { segments } = await speech.transcribe(
          { job: job.id, pcm: toBytes(pcm), model: wanted, ...power, ...how },
          { signal },
        );
        return segments.map((segment) => ({ ...segment, words: segment.words.map(rounded) }));
      }),
    detect: (pcm) =>
      again(signal, () =>
        listening((speech) =>
          speech.detectLanguage({ pcm: toBytes(pcm), model: wanted, ...power }, { signal }),
        ),
      ),
  };
}

const rounded = <T extends { probability: number }>(word: T): T => ({
  ...word,
  probability: round(word.probability),
});
