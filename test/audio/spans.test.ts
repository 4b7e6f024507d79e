import { describe, expect, test } from 'vitest';
import { loadNative } from '../../src-main/engines/decoder/native.ts';
import { createPace } from '../../src-main/engines/decoder/pace.ts';
import { sampleSpans } from '../../src-main/engines/decoder/sample-reader.ts';
import { openAudioEngine } from '../support/audio-engine.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { soundFolder, speech } from '../support/sounds.ts';

const engine = openAudioEngine();
const sounds = soundFolder();
const reason = whyNoFfmpeg();

/** The largest difference between a span and the same place of the whole. */
function difference(whole: Float32Array, span: Float32Array, fromMs: number): number {
  const from = fromMs * 16;
  return span.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (whole[from + at] ?? 9))), 0);
}

/** Long enough that it is sought in. */
const long = ['-stream_loop', '1', '-i', speech];
const cd = ['-ac', '2', '-ar', '44100'];
/** Where an encoder left noise to the decoder, it comes out another each time. */
const noNoise = ['-aac_pns', '0', '-aac_coder', 'fast'];
const kinds: [string, string[]][] = [
  ['cd.wav', cd],
  ['cd.flac', cd],
  ['cd.aiff', cd],
  ['alac.m4a', [...cd, '-c:a', 'alac']],
  ['aac.m4a', ['-ar', '44100', ...noNoise]],
  ['aac.mov', ['-ar', '22050', '-c:a', 'aac', ...noNoise]],
  ['vbr.mp3', [...cd, '-q:a', '5']],
  ['plain.aac', ['-ar', '44100']],
  ['opus.webm', ['-c:a', 'libopus', '-ar', '48000']],
  ['vorbis.ogg', [...cd, '-c:a', 'libvorbis']],
  ['plain.wma', [...cd, '-c:a', 'wmav2']],
  ['alaw.wav', ['-c:a', 'pcm_alaw']],
  ['g722.wav', ['-c:a', 'adpcm_g722']],
  ['g722.w64', ['-c:a', 'adpcm_g722']],
  ['wma.wav', [...cd, '-c:a', 'wmav2']],
  ['wma.w64', [...cd, '-c:a', 'wmav2']],
  ['yamaha.wav', ['-c:a', 'adpcm_yamaha']],
  ['ms.wav', ['-c:a', 'adpcm_ms']],
  ['ima.wav', [...cd, '-c:a', 'adpcm_ima_wav']],
  ['ima.w64', [...cd, '-c:a', 'adpcm_ima_wav']],
  ['ima.aiff', [...cd, '-c:a', 'adpcm_ima_qt']],
  ['alac.caf', [...cd, '-c:a', 'alac']],
  ['alaw.caf', ['-c:a', 'pcm_alaw']],
  ['ulaw.au', ['-c:a', 'pcm_mulaw']],
];

describe.skipIf(reason !== undefined)('a span is that very part of the whole:', () => {
  test('a side that is the other one turned upside down does not silence it', async () => {
    const path = sounds.make('inverted.wav', ['-af', 'pan=stereo|c0=c0|c1=-1*c0', '-ar', '16000'], long);
    const heard = await engine.samples(path, 0, 10_000);
    expect(heard.some((sample) => sample > 0.1)).toBe(true);
  });

  test.each(kinds)('%s', async (name, args) => {
    const path = sounds.make(name, args, long);
    const whole = await engine.samples(path);
    expect(whole.length / 16_000).toBeGreaterThan(39);
    // Forward, far ahead, back, and close ahead again.
    for (const [fromMs, ms] of [
      [100, 1500],
      [35_123, 2000],
      [25_001, 777],
      [28_000, 6000],
      [34_000, 5000],
    ] as const) {
      const span = await engine.samples(path, fromMs, ms);
      expect(span.length).toBe(ms * 16);
      expect(difference(whole, span, fromMs), `${fromMs} ms`).toBeLessThan(0.002);
    }
  });

  test('the last one is shorter, and behind the end there is none', async () => {
    expect(await engine.samples(speech, 19_000, 5000)).toHaveLength(16_000);
    expect(await engine.samples(speech, 20_000, 5000)).toHaveLength(0);
    expect(await engine.samples(speech, 1e12, 5000)).toHaveLength(0);
    const compressed = sounds.make('short.mp3', []);
    expect(await engine.samples(compressed, 19_000, 5000)).toHaveLength(16_000);
    expect(await engine.samples(compressed, 1e9, 5000)).toHaveLength(0);
  });

  test('spans in turn decode the file once, not once each', async () => {
    const path = sounds.make('vbr.mp3', [...cd, '-q:a', '5'], long);
    const time = async (spans: () => Promise<unknown>) => {
      const started = performance.now();
      await spans();
      return performance.now() - started;
    };
    const inTurn = async (step: number) => {
      const starts = Array.from({ length: 39 }, (_, index) => index * 1000);
      for (const fromMs of step > 0 ? starts : starts.reverse()) await engine.samples(path, fromMs, 1000);
    };
    const forward = await time(() => inTurn(1));
    const backward = await time(() => inTurn(-1));
    expect(forward).toBeLessThan(backward / 4);
  });

  test('engines in the same process read spans as they go', async () => {
    const native = await loadNative();
    const pace = createPace(new AbortController().signal);
    const lengths: number[] = [];
    const request = { path: speech, track: null, fromMs: 2000, spanMs: 5000 };
    for await (const span of sampleSpans(native, request, pace)) lengths.push(span.length);
    expect(lengths).toEqual([80_000, 80_000, 80_000, 48_000]);
  });
});
