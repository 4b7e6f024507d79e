import { accessSync, constants } from 'node:fs';
import type { Llama, LlamaModel } from 'node-llama-cpp';
import { AppError, wrapError } from '../../rpc/errors.ts';
import { adapt, type Package } from './adapt.ts';
import type { LoadedLanguageModel } from './types.ts';

interface File {
  path: string;
  /** 0: not even its drivers are loaded. */
  graphicsLayers: number;
  threads: number;
  contextTokens: number;
}

/** Less is no context to work with. */
const LEAST_CONTEXT = 512;

const opened = new Map<boolean, Promise<Llama>>();

/** Never builds, downloads or prints anything: what it would print may hold words of a prompt. */
function openLlama({ getLlama, LlamaLogLevel }: Package, graphics: boolean, threads: number): Promise<Llama> {
  const known = opened.get(graphics);
  if (known) return known;
  const llama = getLlama({
    gpu: graphics ? 'auto' : false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.disabled,
    logger: () => undefined,
    maxThreads: threads,
  });
  opened.set(graphics, llama);
  llama.catch(() => opened.delete(graphics));
  return llama;
}

/** On the graphics processor where one may be used and holds it, else on the processor. */
export async function loadLanguageModel(file: File, signal: AbortSignal): Promise<LoadedLanguageModel> {
  try {
    accessSync(file.path, constants.R_OK);
  } catch (error) {
    throw wrapError(error);
  }
  const own = await importPackage();
  if (file.graphicsLayers === 0) return load(own, file, false, null, signal);
  try {
    return await load(own, file, true, null, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = error instanceof AppError && error.code === 'little_memory' ? 'memory' : 'failed';
    return load(own, file, false, reason, signal);
  }
}

async function importPackage(): Promise<Package> {
  try {
    return await import('node-llama-cpp');
  } catch (error) {
    throw unavailable(error);
  }
}

async function load(
  own: Package,
  file: File,
  graphics: boolean,
  fallbackReason: LoadedLanguageModel['fallbackReason'],
  signal: AbortSignal,
): Promise<LoadedLanguageModel> {
  const llama = await openLlama(own, graphics, file.threads).catch((error: unknown) => {
    throw unavailable(error);
  });
  let model: LlamaModel | undefined;
  try {
    model = await llama.loadModel({
      modelPath: file.path,
      gpuLayers: llama.gpu === false ? 0 : { min: 0, max: file.graphicsLayers },
      loadSignal: signal,
    });
    const context = await model.createContext({
      contextSize: { min: LEAST_CONTEXT, max: file.contextTokens },
      threads: file.threads,
      createSignal: signal,
    });
    const [name] = llama.gpu === false ? [] : await llama.getGpuDeviceNames();
    return adapt(own, { llama, model, context, device: name ?? 'CPU', fallbackReason });
  } catch (error) {
    await model?.dispose();
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
    if (error instanceof own.InsufficientMemoryError)
      throw new AppError(
        'little_memory',
        'There is too little free memory for this model.',
        {},
        { cause: error },
      );
    throw new AppError('file_damaged', 'The language model could not be loaded.', {}, { cause: error });
  }
}

const unavailable = (cause: unknown) =>
  new AppError(
    'engine_unavailable',
    'The engine of language models can not be loaded on this machine.',
    {},
    { cause },
  );
