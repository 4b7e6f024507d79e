import { createRequire } from 'node:module';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import type { WhisperBinding } from '../../src-main/engines/whisper/native-binding.ts';
import { tinyShape, writeRandomModel } from './random-model.ts';

/** `BINDING LIBRARIES COUNT`: loads, transcribes, aborts and frees so many times, for a tool that watches memory. */
const [, , path = '', libraries = '', count = ''] = argv;
const binding = createRequire(import.meta.url)(path) as WhisperBinding;
const model = join(tmpdir(), `meetmemo-cycles-${process.pid}.bin`);
const options = { language: '', prompt: 'some words', translate: false, keepContext: false, threads: 1 };

binding.init(libraries, []);
// As small as can be: under valgrind all takes fifty times as long.
const shape = { audioContext: 64, audioState: 64, audioLayers: 1, textContext: 32, textLayers: 1 };
writeRandomModel(model, { ...tinyShape, ...shape, isMultilingual: true });
try {
  for (let cycle = 0; cycle < Number(count); cycle += 1) await runOnce(cycle);
} finally {
  rmSync(model);
}

async function runOnce(cycle: number): Promise<void> {
  const handle = await binding.load(model, { gpu: -1, flashAttention: true });
  const sound = Float32Array.from({ length: 8000 }, (_, index) => Math.sin(index * 0.1));
  const beamSize = cycle % 4 === 3 ? 2 : 1;
  const work = binding.transcribe(handle, sound, { ...options, beamSize, temperature: 0 }, () => undefined);
  // One waits for its end, one is stopped at once, one after a while.
  const timer = cycle % 3 > 0 && setTimeout(() => binding.abort(handle), cycle % 3 === 1 ? 0 : 5);
  await work.catch(() => undefined);
  if (timer) clearTimeout(timer);
  if (cycle % 10 === 0) await binding.detectLanguage(handle, sound, 1);
  binding.free(handle);
  await binding.load('/nothing', { gpu: -1, flashAttention: true }).catch(() => undefined);
}
