import type { Emit, Handlers } from '../../rpc/define.ts';
import { AppError } from '../../rpc/errors.ts';
import { openSpeechEngine } from '../whisper/open-engine.ts';
import type { LoadOptions, SpeechEngine, SpeechModel } from '../whisper/types.ts';
import type { EngineContract } from './contract.ts';
import { toFloats } from '../../rpc/floats.ts';
import { createRoom } from './room.ts';
import { createShelf, stateOf } from './shelf.ts';

type SpeechHandlers = Handlers<EngineContract['speech']>;

export interface Speech {
  handlers: SpeechHandlers;
  engine(): Promise<SpeechEngine>;
}

/** Opens the engine when it is first asked for, and keeps the model that was loaded last while there is memory for it. */
export function createSpeech(
  emit: Emit<EngineContract>,
  open: () => Promise<SpeechEngine> = openSpeechEngine,
  availableMemory = () => process.availableMemory(),
  roomFor = createRoom(),
): Speech {
  let opened: Promise<SpeechEngine> | undefined;
  const shelf = createShelf<SpeechModel>(availableMemory);

  const engine = () => (opened ??= open());
  const inUse = () => {
    const model = shelf.current();
    if (!model) throw new AppError('not_found', 'No model is loaded.');
    return model;
  };

  const load = (path: string, options: LoadOptions) =>
    shelf.take(`${JSON.stringify(options)} ${stateOf(path)} ${path}`, async () =>
      (await engine()).load(path, options),
    );

  /** Loading and using it in one go: between two calls another may be loaded. */
  const modelFor = async (wanted: Parameters<SpeechHandlers['transcribe']>[0]['model']) => {
    if (!wanted) return inUse();
    const { path, ...options } = wanted;
    return load(path, defined(options));
  };

  const threadsOf = (isShared: boolean | undefined, { threads }: { threads?: number | undefined }) =>
    isShared && threads !== undefined ? { threads: roomFor(threads) } : {};

  return {
    engine,
    handlers: {
      async devices({ graphics: withGraphics }) {
        const { name, fallbackReason, graphics, devices } = await engine();
        return { engine: name, fallbackReason, graphics: [...graphics], devices: devices(withGraphics) };
      },
      async load({ path, ...options }) {
        const { device, isMultilingual } = await load(path, defined(options));
        return { engine: (await engine()).name, device, isMultilingual };
      },
      transcribe: ({ job, pcm, model, isShared, ...options }, { signal }) =>
        shelf.busy(async () =>
          (await modelFor(model)).transcribe(toFloats(pcm), {
            ...defined(options),
            ...threadsOf(isShared, options),
            signal,
            onProgress: (percent) => emit('speech.progressed', { job, percent }),
          }),
        ),
      detectLanguage: ({ pcm, model, isShared, ...options }, { signal }) =>
        shelf.busy(async () =>
          (await modelFor(model)).detectLanguage(toFloats(pcm), {
            ...defined(options),
            ...threadsOf(isShared, options),
            signal,
          }),
        ),
      async unload() {
        await shelf.clear();
        return {};
      },
    },
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const defined = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;
