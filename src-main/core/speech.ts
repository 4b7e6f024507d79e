import { join } from 'node:path';
import type { MeetMemo } from '../contract/index.ts';
import type { LogSentence } from '../contract/logs.ts';
import type { Settings } from '../contract/settings.ts';
import { createEngine } from '../engines/process/launch.ts';
import type { Engine } from '../engines/process/types.ts';
import { createSpeech } from '../features/speech/create-speech.ts';
import type { Emit } from '../rpc/define.ts';
import type { Logger } from '../storage/log-files.ts';
import type { Host } from './host.ts';

/** The first words of the sample meeting, which the built-in model knows. */
const TRIAL_MS = 10_000;
const TRIAL_WORD = 'morning';
/** Some drivers translate their programs at the first time, which takes its time. */
const TRIAL_LIMIT_MS = 120_000;

interface Outside {
  host: Host;
  engine: Engine;
  /** Decodes. */
  audioEngine: Engine;
  settings(): Settings;
  emit: Emit<MeetMemo>;
  log: Logger<LogSentence>;
  isFree(): boolean;
  model(): { path: string; sha256: string | null; isMultilingual: boolean };
}

/** The sample meeting that comes with the app. */
export const sampleOf = ({ resources }: Pick<Host, 'resources'>) =>
  join(resources, 'sample', 'sample-meeting.m4a');

/** Speech recognition on this machine, tried with what comes with the app. */
export function speechOf({ host, audioEngine, ...outside }: Outside) {
  const { home, resources, appVersion, spawnEngine } = host;
  return createSpeech({
    ...outside,
    home,
    appVersion,
    // What its end means, the trial says.
    newEngine: () => createEngine(spawnEngine, () => undefined),
    trialModel: join(resources, 'models', 'nano-en', 'ggml-nano-en.bin'),
    async sound() {
      const span = { path: sampleOf(host), track: null, fromMs: 0, ms: TRIAL_MS };
      const { data } = await audioEngine.use(({ audio }) => audio.samples(span));
      return { pcm: data, ms: TRIAL_MS, word: TRIAL_WORD };
    },
    limitMs: host.trialLimitMs ?? TRIAL_LIMIT_MS,
  });
}
