import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SpeechModel } from '../whisper/types.ts';
import { createSpeech } from './speech.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const nothing = { language: 'en', segments: [] };

function fakes() {
  const log: string[] = [];
  let finish: () => void = () => undefined;
  const model: SpeechModel = {
    isMultilingual: false,
    device: 'CPU',
    transcribe: () => new Promise((resolve) => (finish = () => resolve(nothing))),
    detectLanguage: () => Promise.resolve({ language: 'en', probability: 1 }),
    free: () => Promise.resolve(void log.push('free')),
  };
  const engine = {
    name: 'whisper.cpp' as const,
    fallbackReason: null,
    graphics: [],
    devices: () => [],
    load: (path: string) => Promise.resolve((log.push(`load ${path}`), model)),
  };
  let available = 2 ** 40;
  const { handlers } = createSpeech(
    () => undefined,
    () => Promise.resolve(engine),
    () => available,
  );
  const context = { signal: new AbortController().signal, trace: 'test' };
  return {
    log,
    load: (path: string) => handlers.load({ path }, context),
    transcribe: () => handlers.transcribe({ job: 'test', pcm: new Uint8Array(8) }, context),
    detectWith: (path: string) =>
      handlers.detectLanguage({ pcm: new Uint8Array(8), model: { path } }, context),
    finish: () => finish(),
    setAvailable: (bytes: number) => (available = bytes),
  };
}

test('a model stays loaded until another is wanted', async () => {
  const { log, load } = fakes();
  await load('one');
  await load('one');
  await load('two');
  expect(log).toEqual(['load one', 'free', 'load two']);
});

test('work that names its model has it, whatever others have loaded meanwhile', async () => {
  const { log, load, detectWith } = fakes();
  await load('one');
  void load('two');
  await detectWith('one');
  expect(log).toEqual(['load one', 'free', 'load two', 'free', 'load one']);
});

test('a model that nobody uses goes when memory is scarce, and one at work stays', async () => {
  const { log, load, transcribe, finish, setAvailable } = fakes();
  await load('one');
  const work = transcribe();
  setAvailable(100 * 2 ** 20);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual(['load one']);
  finish();
  await work;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual(['load one', 'free']);
  await expect((async () => transcribe())()).rejects.toMatchObject({ code: 'not_found' });
});
