import { randomUUID } from 'node:crypto';
import type { LogSentence } from '../../../contract/logs.ts';
import type { Engine } from '../../../engines/process/types.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { Logger } from '../../../storage/log-files.ts';
import type { LanguageModel } from './language-model.ts';

/** A language model's file, and how much of it this machine can hold. */
export interface LanguageFile {
  id: string;
  name: string;
  path: string;
  sha256: string | null;
  fit(signal: AbortSignal): Promise<{ contextTokens: number; graphicsLayers: number }>;
}

export interface LocalParts {
  languageEngine: Engine;
  log: Logger<LogSentence>;
  /** What transcriptions run on: it was tried, or a person chose it. */
  chooseDevice(signal: AbortSignal): Promise<{ device: 'cpu' | number; threads: number }>;
  /** It is at work now, and whatever else holds memory of the engines' lets go of it. */
  useModel(id: string): void;
}

/** Models that run on this machine. */
export function localModels({ languageEngine, log, chooseDevice, useModel }: LocalParts) {
  /** Whatever a driver crashes with once it crashes with again. */
  const crashed = new Set<string>();

  async function open(file: LanguageFile, signal: AbortSignal): Promise<LanguageModel> {
    useModel(file.id);
    const { device, threads } = await chooseDevice(signal);
    const fitted = await file.fit(signal);
    const isOnProcessor = device === 'cpu' || crashed.has(file.id);
    const graphicsLayers = isOnProcessor ? 0 : fitted.graphicsLayers;
    const model = { path: file.path, threads, contextTokens: fitted.contextTokens, graphicsLayers };
    if (crashed.has(file.id)) tell('crashed');

    async function use<T>(call: Parameters<typeof languageEngine.use<T>>[0]): Promise<T> {
      try {
        return await languageEngine.use(call);
      } catch (error) {
        if (graphicsLayers > 0 && error instanceof AppError && error.code === 'engine_crashed')
          crashed.add(file.id);
        throw error;
      }
    }

    const loaded = await use(({ language }) => language.load(model, { signal }));
    if (loaded.fallbackReason !== null) tell(loaded.fallbackReason);
    return {
      ...{ id: file.id, name: file.name, sha256: file.sha256, method: 'llama' },
      ...{ device: loaded.device, contextTokens: loaded.contextTokens },
      async count(texts, own) {
        const { counts } = await use(({ language }) =>
          language.count({ model, texts: [...texts] }, { signal: own }),
        );
        return counts;
      },
      complete: ({ schema, signal: own, onText, ...ask }) =>
        use(async ({ language }) => {
          const job = randomUUID();
          const stop = language.said((said) => {
            if (said.job === job) onText?.(said.text);
          });
          try {
            const { text } = await language.complete(
              { ...ask, job, model, ...(schema && { schema: schema as Record<string, unknown> }) },
              { signal: own },
            );
            return text;
          } finally {
            stop();
          }
        }),
    };
  }

  function tell(reason: string): void {
    log.warn('a language model runs on the processor alone', { reason });
  }
  return { open };
}
