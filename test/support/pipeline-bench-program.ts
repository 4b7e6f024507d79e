import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { toBytes, toFloats } from '../../src-main/rpc/floats.ts';
import { createEngine } from '../../src-main/engines/process/launch.ts';
import { chunksOf, readAhead } from '../../src-main/features/transcripts/pipeline/chunks.ts';
import { hear } from '../../src-main/features/transcripts/pipeline/hear.ts';
import type { Chunk } from '../../src-main/features/transcripts/pipeline/types.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { engineEntry } from './open-test-core.ts';
import { childrenOf } from './processes.ts';
import { nanoModel } from './sample.ts';

/**
 * `pipeline|chunks|whole SOUND SECONDS`: transcribes a file with everything around the engine, or gives the engine the
 * very same chunks, or the whole sound in the longest pieces that it takes. Prints what that took.
 */
const [, , what = '', path = '', seconds = ''] = argv;
const totalMs = Number(seconds) * 1000;
const engine = createEngine(spawnEngineWithNode(engineEntry), () => undefined);
const audio = createEngine(spawnEngineWithNode(engineEntry), () => undefined);
const LONGEST_MS = 300_000;

async function read(fromMs: number, ms: number): Promise<Float32Array> {
  const { data } = await audio.use((api) => api.audio.samples({ path, track: null, fromMs, ms }));
  return toFloats(data);
}
const voice = async (pcm: Float32Array) =>
  (await audio.use((api) => api.voice.spans({ pcm: toBytes(pcm) }))).spans;
const transcribe = async (pcm: Float32Array) =>
  (
    await engine.use(({ speech }) =>
      speech.transcribe({ job: 'bench', pcm: toBytes(pcm), language: 'en', threads: 1 }),
    )
  ).segments;

async function collect(): Promise<Float32Array[]> {
  const sounds: Float32Array[] = [];
  if (what === 'whole')
    for (let at = 0; at < totalMs; at += LONGEST_MS) sounds.push(await read(at, LONGEST_MS));
  else for await (const { pcm } of chunksOf({ read, voice }, 0, true)) sounds.push(pcm);
  return sounds;
}

// Both children are there before, as they are from one job to the next.
await engine.use(({ speech }) => speech.load({ path: nanoModel, device: 'cpu' }));
await voice(new Float32Array(512));
const bare = what === 'pipeline' ? [] : await collect();
/** Of this process and of its children, at each quarter of the way. */
const memory: number[] = [];
const cpuBefore = cpuSeconds();
const started = performance.now();
if (what === 'pipeline') {
  for await (const chunk of readAhead<Chunk>(chunksOf({ read, voice }, 0, true))) {
    await hear(chunk, transcribe, false);
    const quarter = Math.min(3, Math.floor((4 * chunk.toMs) / totalMs));
    memory[quarter] = Math.max(memory[quarter] ?? 0, residentBytes());
  }
} else for (const pcm of bare) await transcribe(pcm);
const wallSeconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ wallSeconds, cpuSeconds: cpuSeconds() - cpuBefore, memory }));
engine.stop();
audio.stop();

/** From /proc, so on Linux alone. */
function family(): number[] {
  return [process.pid, ...childrenOf(process.pid)];
}
function cpuSeconds(): number {
  return family().reduce((sum, pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);
}
function residentBytes(): number {
  return family().reduce((sum, pid) => {
    const pages = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1];
    return sum + Number(pages) * 4096;
  }, 0);
}
