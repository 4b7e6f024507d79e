import type { Handlers } from '../../rpc/define.ts';
import { loadLanguageModel } from '../llama/load.ts';
import type { LoadedLanguageModel } from '../llama/types.ts';
import type { EngineContract, LanguageFile } from './contract.ts';
import { createShelf, stateOf } from './shelf.ts';

/** Words are told no more often than somebody can read them. */
const TELL_MS = 100;

/** What the engine child answers about language models. */
export function createLanguage(
  say: (said: { job: string; text: string }) => void,
): Handlers<EngineContract['language']> {
  const shelf = createShelf<LoadedLanguageModel>();
  const take = (file: LanguageFile, signal: AbortSignal) =>
    shelf.take(`${JSON.stringify(file)} ${stateOf(file.path)}`, () => loadLanguageModel(file, signal));

  return {
    load: (file, { signal }) =>
      shelf.busy(async () => {
        const { device, contextTokens, fallbackReason } = await take(file, signal);
        return { device, contextTokens, fallbackReason };
      }),
    count: ({ model, texts }, { signal }) =>
      shelf.busy(async () => ({ counts: await (await take(model, signal)).count(texts, signal) })),
    complete: ({ job, model, schema, ...ask }, { signal }) =>
      shelf.busy(async () => {
        const loaded = await take(model, signal);
        let toldAt = -Infinity;
        const onText = (text: string) => {
          if (performance.now() - toldAt < TELL_MS) return;
          toldAt = performance.now();
          say({ job, text });
        };
        return { text: await loaded.complete({ ...ask, ...(schema && { schema }), signal, onText }) };
      }),
  };
}
