import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Device } from './types.ts';

/** The methods of native/whisper/binding.cpp. */
export interface WhisperBinding {
  /** The libraries in the folder at the first time, and these beside them. */
  init(folder: string, libraries: string[]): void;
  devices(): Device[];
  /** `gpu` counts among the graphics processors; -1: none. */
  load(path: string, options: { gpu: number; flashAttention: boolean }): Promise<number>;
  transcribe(
    handle: number,
    samples: Float32Array,
    options: BindingOptions,
    onProgress: (percent: number) => void,
  ): Promise<BindingTranscript>;
  detectLanguage(
    handle: number,
    samples: Float32Array,
    threads: number,
  ): Promise<{ language: string; probability: number }>;
  abort(handle: number): void;
  free(handle: number): void;
  shutdown(): void;
}

export interface BindingOptions {
  /** Empty: detect it. */
  language: string;
  prompt: string;
  translate: boolean;
  keepContext: boolean;
  threads: number;
  beamSize: number;
  temperature: number;
}

export interface BindingTranscript {
  language: string;
  segments: {
    startMs: number;
    endMs: number;
    noSpeechProbability: number;
    /** `bytes` as Latin-1. */
    tokens: { bytes: string; startMs: number; endMs: number; probability: number }[];
  }[];
}

const require = createRequire(import.meta.url);
/** Electron reads packages inside of its archive; the system loads libraries from beside it only. */
const outside = (path: string) => path.replace(/([\\/]app\.asar)([\\/])/, '$1.unpacked$2');

export interface LoadedBinding {
  binding: WhisperBinding;
  graphics: readonly string[];
  /** Loads the libraries for graphics, and with them the drivers. */
  addGraphics(): void;
}

/** Loads the binding that set-up compiled, and ggml's libraries for this processor. Throws where there is none. */
export function loadBinding(): LoadedBinding {
  const target = process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'win' : 'linux';
  const main = target === 'mac' && process.arch === 'arm64' ? 'mac-arm64-metal' : `${target}-${process.arch}`;
  const folder = librariesOf(main);
  const modules = dirname(dirname(dirname(dirname(folder))));
  const binding = require(join(modules, '.meetmemo', 'whisper', 'whisper.node')) as WhisperBinding;
  const libraries = ['cuda', 'vulkan'].flatMap((kind) => {
    const own = join(modules, '@node-llama-cpp', `${main}-${kind}`, 'bins', `${main}-${kind}`);
    const found = existsSync(own)
      ? readdirSync(own).find((name) => name.includes(`ggml-${kind}.`))
      : undefined;
    return found === undefined ? [] : [{ kind, path: join(own, found) }];
  });
  binding.init(folder, []);
  let isAdded = false;
  return {
    binding,
    graphics: main.endsWith('-metal') ? ['metal'] : libraries.map(({ kind }) => kind),
    addGraphics() {
      if (isAdded) return;
      isAdded = true;
      const paths = libraries.map(({ path }) => path);
      binding.init(folder, paths);
    },
  };
}

function librariesOf(name: string): string {
  const entry = outside(require.resolve(`@node-llama-cpp/${name}`));
  return join(dirname(dirname(entry)), 'bins', name);
}
