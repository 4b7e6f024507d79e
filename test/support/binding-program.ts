import { deepStrictEqual } from 'node:assert/strict';
import { argv, exit, memoryUsage } from 'node:process';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { loadBinding, type BindingOptions } from '../../src-main/engines/whisper/native-binding.ts';

/** `MODEL WHAT`: does something to our binding of whisper.cpp that might end the process, and prints how it ended. */
const [, , model = '', what = ''] = argv;
const { binding } = loadBinding();
const usual: BindingOptions = {
  language: 'en',
  prompt: '',
  translate: false,
  keepContext: false,
  threads: 1,
  beamSize: 1,
  temperature: 0,
};
const sound = Float32Array.from({ length: 30 * 16_000 }, (_, index) => Math.sin(index * 0.1));
const load = (path = model, gpu = -1) => binding.load(path, { gpu, flashAttention: true });
const transcribe = (
  handle: number,
  pcm = sound,
  options: Partial<BindingOptions> = {},
  onProgress: () => void = () => undefined,
) => binding.transcribe(handle, pcm, { ...usual, ...options }, onProgress);

/** The code of what is thrown, at once or later. */
async function codeOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

const acts: Record<string, () => Promise<unknown>> = {
  /** Values that the types forbid, or that nothing forbids. */
  async values() {
    const handle = await load();
    await transcribe(handle);
    const detached = new Float32Array(16_000);
    structuredClone(detached.buffer, { transfer: [detached.buffer] });
    const wrong: (() => Promise<unknown>)[] = [
      () => transcribe(handle, new Float32Array(0)),
      () => transcribe(handle, detached),
      () => binding.detectLanguage(handle, detached, 1),
      () => transcribe(handle + 0.5),
      () => transcribe(2 ** 32 + handle),
      ...[0, -1, 1.5, NaN, Infinity, 5000].map((threads) => () => transcribe(handle, sound, { threads })),
      ...[0, 9, NaN].map((beamSize) => () => transcribe(handle, sound, { beamSize })),
      ...[-1, 2, NaN].map((temperature) => () => transcribe(handle, sound, { temperature })),
      ...['zz', 'en\0'].map((language) => () => transcribe(handle, sound, { language })),
      () => transcribe(handle, sound, { prompt: 'a\0b' }),
      () => load(`${model}\0.bin`),
      () => load(model, 0.5),
    ];
    for (const [index, work] of wrong.entries())
      deepStrictEqual([index, await codeOf(work)], [index, 'invalid']);
    return (await transcribe(handle)).language;
  },
  /** All that works is stopped, and the process goes on. */
  async shutdown() {
    const handle = await load();
    const work = codeOf(() => transcribe(handle));
    binding.shutdown();
    return [await work, await codeOf(() => transcribe(handle, sound, {}, binding.shutdown))];
  },
  /** A thread of JavaScript ends while ours calculates. */
  async worker() {
    let before = 0;
    for (let round = 0; round < 12; round += 1) {
      if (round === 4) before = memoryUsage.rss();
      const worker = new Worker(new URL(import.meta.url), { argv: [model, 'endlessly'] });
      await new Promise((resolve) => worker.once('message', resolve));
      await new Promise((resolve) => setTimeout(resolve, (round % 8) * 10));
      await worker.terminate();
    }
    // A model takes more than 10 MB.
    return memoryUsage.rss() - before < 60_000_000;
  },
  /** The process ends while a thread of ours hangs, as in a driver, in what can't be stopped. */
  async hang() {
    process.once('exit', binding.shutdown);
    void load(model);
    await new Promise((resolve) => setTimeout(resolve, 200));
    exit(0);
  },
  /** The function that is told the progress throws. */
  async throwing() {
    const thrown = new Promise((resolve) => process.on('uncaughtException', resolve));
    await transcribe(await load(), sound, {}, () => {
      throw new Error('told');
    });
    return ((await thrown) as Error).message;
  },
  async endlessly() {
    const handle = await load();
    parentPort?.postMessage('begins');
    for (;;) await transcribe(handle);
  },
};

const outcome = await acts[what]?.();
if (isMainThread) console.info(JSON.stringify(outcome));
