import { createRequire } from 'node:module';
import { argv, cpuUsage, resourceUsage } from 'node:process';
import { createEngine } from '../../src-main/engines/whisper/create-engine.ts';
import { loadBinding } from '../../src-main/engines/whisper/native-binding.ts';
import { nativeAdapter } from '../../src-main/engines/whisper/native.ts';
import { smartWhisperAdapter, type SmartWhisper } from '../../src-main/engines/whisper/smart-whisper.ts';
import { sampleChunks } from './sample.ts';

/** `ENGINE MODEL SECONDS COUNT`: transcribes so many chunks of the sample, on one thread, and prints what that took. */
const [, , name = '', model = '', seconds, count] = argv;
const require = createRequire(import.meta.url);
const adapter =
  name === 'smart-whisper'
    ? smartWhisperAdapter(require('smart-whisper') as SmartWhisper)
    : nativeAdapter(loadBinding());
const chunks = sampleChunks(Number(seconds)).slice(0, Number(count));
const before = cpuUsage();
const loaded = await createEngine(adapter).load(model, { device: 'cpu' });
const texts: string[] = [];
for (const { pcm } of chunks) {
  const { segments } = await loaded.transcribe(pcm);
  texts.push(segments.map(({ text }) => text).join(' '));
}
const { user, system } = cpuUsage(before);
const peakBytes = resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakBytes, texts }));
