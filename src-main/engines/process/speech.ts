import { statSync } from 'node:fs';
import type { Emit, Handlers } from '../../rpc/define.ts';
import { AppError } from '../../rpc/errors.ts';
import { openSpeechEngine } from '../whisper/open-engine.ts';
import type { LoadOptions, SpeechEngine, SpeechModel } from '../whisper/types.ts';
import type { EngineContract } from './contract.ts';
import { toFloats } from './floats.ts';

type SpeechHandlers = Handlers<EngineContract['speech']>;

export interface Speech {
  handlers: SpeechHandlers;
  engine(): Promise<SpeechEngine>;
}

const LOOK_MS = 10_000;
/** Below this the system begins to swap, or ends a process of its choice. */
const SCARCE_BYTES = 512 * 2 ** 20;

/** Opens the engine when it is first asked for, and keeps the model that was loaded last while there is memory for it. */
export function createSpeech(
  emit: Emit<EngineContract>,
  open: () => Promise<SpeechEngine> = openSpeechEngine,
  availableMemory = () => process.availableMemory(),
): Speech {
  let opened: Promise<SpeechEngine> | undefined;
  let loaded: { key: string; model: SpeechModel } | undefined;
  let loading: Promise<unknown> = Promise.resolve();
  let calls = 0;
  setInterval(() => {
    if (calls === 0 && availableMemory() < SCARCE_BYTES) void inTurn(unload);
  }, LOOK_MS).unref();

  const engine = () => (opened ??= open());
  const inUse = () => {
    if (!loaded) throw new AppError('not_found', 'No model is loaded.');
    return loaded.model;
  };

  async function busy<T>(work: () => Promise<T>): Promise<T> {
    calls += 1;
    try {
      return await work();
    } finally {
      calls -= 1;
    }
  }

  async function unload(): Promise<void> {
    const own = loaded;
    loaded = undefined;
    await own?.model.free();
  }

  async function load(path: string, options: LoadOptions): Promise<SpeechModel> {
    const key = `${JSON.stringify(options)} ${stateOf(path)} ${path}`;
    if (loaded?.key === key) return loaded.model;
    await unload();
    loaded = { key, model: await (await engine()).load(path, options) };
    return loaded.model;
  }

  /** One after another: two models at once may be more than the memory holds. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = loading.then(work);
    loading = result.catch(() => undefined);
    return result;
  }

  /** Loading and using it in one go: between two calls another may be loaded. */
  const modelFor = async (wanted: Parameters<SpeechHandlers['transcribe']>[0]['model']) => {
    if (!wanted) return inUse();
    const { path, ...options } = wanted;
    return inTurn(() => load(path, defined(options)));
  };

  return {
    engine,
    handlers: {
      async devices({ graphics: withGraphics }) {
        const { name, fallbackReason, graphics, devices } = await engine();
        return { engine: name, fallbackReason, graphics: [...graphics], devices: devices(withGraphics) };
      },
      load: ({ path, ...options }) =>
        inTurn(async () => {
          const { device, isMultilingual } = await load(path, defined(options));
          return { engine: (await engine()).name, device, isMultilingual };
        }),
      transcribe: ({ job, pcm, model, ...options }, { signal }) =>
        busy(async () =>
          (await modelFor(model)).transcribe(toFloats(pcm), {
            ...defined(options),
            signal,
            onProgress: (percent) => emit('speech.progressed', { job, percent }),
          }),
        ),
      detectLanguage: ({ pcm, model, ...options }, { signal }) =>
        busy(async () =>
          (await modelFor(model)).detectLanguage(toFloats(pcm), { ...defined(options), signal }),
        ),
      unload: () =>
        inTurn(async () => {
          await unload();
          return {};
        }),
    },
  };
}

/** A file that was replaced is another model. What can't be read is for the loading to refuse. */
function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return `${found?.size} ${found?.mtimeMs}`;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const defined = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;
