import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { compare, loudnessByFfmpeg, readSpeech, soundFolder, speech } from '../support/sounds.ts';

const engine = openAudioEngine();
const sounds = soundFolder();
const reason = whyNoFfmpeg();

/** The peaks file as its first comment describes it: each level's groups, each a list of pairs. */
function readPeaks(path: string): { perSecond: number; levels: Int8Array[][] } {
  const bytes = readFileSync(path);
  expect(bytes.toString('latin1', 0, 4)).toBe('MMPK');
  const [version, groups = 0, levels = 0, widening] = bytes.subarray(4, 8);
  expect({ version, widening }).toEqual({ version: 1, widening: 4 });
  let at = 12 + 4 * levels;
  const read = Array.from({ length: levels }, (_, level) => {
    const length = 2 * bytes.readUInt32LE(12 + 4 * level);
    return Array.from({ length: groups }, () => new Int8Array(bytes.subarray((at += length) - length, at)));
  });
  expect(at).toBe(bytes.length);
  return { perSecond: bytes.readUInt32LE(8), levels: read };
}

const lowest = (pairs: Int8Array | undefined) => Math.min(...(pairs ?? []).filter((_, at) => at % 2 === 0));
const highest = (pairs: Int8Array | undefined) => Math.max(...(pairs ?? []).filter((_, at) => at % 2 === 1));

/** A tone on the left for two seconds, then one half as strong on the right for two more. */
const leftThenRight = [
  '-f',
  'lavfi',
  '-i',
  "aevalsrc='if(lt(t,2),0.8*sin(2764.6*t),0)|if(lt(t,2),0,0.4*sin(2764.6*t))':d=4:s=48000",
];
const quiet = ['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono:d=3'];

describe.skipIf(reason !== undefined)('loudness is what the standard says:', () => {
  test.each<[string, string[], string[]?]>([
    ['speech.wav', []],
    ['loud.flac', ['-af', 'volume=10dB']],
    ['stereo.wav', ['-ac', '2', '-ar', '44100']],
    ['stereo.m4a', ['-t', '8', '-ac', '2', '-ar', '48000', '-b:a', '96k']],
    ['one-side.wav', ['-af', 'pan=stereo|c0=c0', '-ar', '48000']],
    ['pauses.wav', ['-af', 'volume=enable=between(t\\,5\\,12):volume=0.01']],
    ['tones.wav', [], leftThenRight],
  ])('%s', async (name, args, inputs) => {
    const path = sounds.make(`l-${name}`, args, inputs);
    const { loudness } = await engine.analyse(path);
    expect(Math.abs((loudness ?? 0) - loudnessByFfmpeg(path))).toBeLessThan(0.5);
  });

  test('silence has none', async () => {
    const { loudness, durationMs } = await engine.analyse(sounds.make('quiet.wav', [], quiet));
    expect({ loudness, durationMs }).toEqual({ loudness: null, durationMs: 3000 });
  });
});

describe.skipIf(reason !== undefined)('peaks', () => {
  test('of two channels show both apart and mixed', async () => {
    const { peaks } = await engine.analyse(sounds.make('tones.wav', [], leftThenRight));
    const { perSecond, levels } = readPeaks(peaks);
    expect(perSecond).toBe(50);
    const [mix, left, right] = levels[0] ?? [];
    expect(mix).toHaveLength(2 * 200);
    const half = (pairs: Int8Array | undefined, second: boolean) =>
      second ? pairs?.subarray(220) : pairs?.subarray(0, 180);
    for (const [pairs, second, peak] of [
      [left, false, 0.8],
      [left, true, 0],
      [right, false, 0],
      [right, true, 0.4],
      [mix, false, 0.4],
      [mix, true, 0.2],
    ] as const) {
      expect(highest(half(pairs, second)) / 127).toBeCloseTo(peak, 1);
      expect(lowest(half(pairs, second)) / 127).toBeCloseTo(-peak, 1);
    }
  });

  test('of one channel come in ever wider levels, none of which loses a peak', async () => {
    const { levels } = readPeaks((await engine.analyse(speech)).peaks);
    expect(levels.map((groups) => groups.map((pairs) => pairs.length / 2))).toEqual([[1000], [250]]);
    const extremes = levels.map(([pairs]) => [lowest(pairs), highest(pairs)]);
    expect(extremes[1]).toEqual(extremes[0]);
    expect(highest(levels[0]?.[0])).toBeGreaterThan(20);
  });

  test('of six channels, one of them beyond full scale, are those of the mix', async () => {
    const path = sounds.make('six.wav', [
      '-t',
      '2',
      '-af',
      'pan=5.1|c0=c0|c1=c0|c2=40*c0|c3=c0|c4=c0|c5=c0',
      '-c:a',
      'pcm_f32le',
    ]);
    const { peaks, loudness } = await engine.analyse(path);
    expect(readPeaks(peaks).levels[0]).toHaveLength(1);
    expect(Number.isFinite(loudness)).toBe(true);
  });

  test('eleven channels without a place are mixed evenly', async () => {
    const path = sounds.make('eleven.wav', [
      '-t',
      '2',
      '-filter_complex',
      `${'[0]'.repeat(11)}amerge=11`,
      '-c:a',
      'pcm_s16le',
    ]);
    expect((await engine.inspect(path)).tracks).toMatchObject([{ channels: 11 }]);
    const one = readPeaks((await engine.analyse(sounds.make('one.wav', ['-t', '2']))).peaks);
    const eleven = readPeaks((await engine.analyse(path)).peaks);
    expect(eleven).toEqual(one);
  });
});

describe.skipIf(reason !== undefined)('times agree with a media player', () => {
  test.each<[string, number, string[]]>([
    ['flac.mkv', 3, ['-c:v', 'mpeg4', '-c:a', 'flac', '-frame_size', '800']],
    ['h264-opus.mkv', 3, ['-c:v', 'libx264', '-c:a', 'libopus']],
    // FFmpeg looks no further than five seconds for where a stream begins.
    ['h264-aac.mkv', 7, ['-c:v', 'libx264', '-c:a', 'aac']],
    ['vp8.webm', 7, ['-c:v', 'libvpx', '-c:a', 'libopus']],
    ['longer-silent.mp4', 12, ['-c:v', 'libx264', '-c:a', 'aac']],
    ['longer-silent.mov', 12, ['-c:v', 'mpeg4', '-c:a', 'aac']],
  ])('where sound starts later than the picture: %s', async (name, seconds, codecs) => {
    const picture = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=10:duration=20'];
    const film = [...picture, '-itsoffset', String(seconds), '-i', speech];
    const path = sounds.make(`late-${name}`, ['-t', '20', ...codecs], film);
    const samples = await engine.samples(path);
    expect(samples.findIndex((sample) => sample !== 0)).toBeGreaterThan((seconds - 0.1) * 16_000);
    const heard = samples.subarray(seconds * 16_000);
    const { likeness, lagMs } = compare(readSpeech().subarray(0, heard.length), heard);
    expect(likeness).toBeGreaterThan(0.9);
    expect(Math.abs(lagMs)).toBeLessThan(30);
    const later = await engine.samples(path, (seconds + 1) * 1000, 5000);
    expect(compare(heard.subarray(16_000, 6 * 16_000), later)).toMatchObject({ lagMs: 0 });
    const { durationMs, isDamaged } = await engine.analyse(path);
    expect(durationMs).toBeCloseTo(20_000, -2.3);
    expect(isDamaged).toBe(false);
    const copy = await engine.compress(path);
    expect((await engine.analyse(copy.target)).durationMs).toBeCloseTo(durationMs, -2.3);
  });

  test('where a recording was paused', async () => {
    // Between 5 and 9 seconds there is nothing in the file at all.
    const pause = "aselect='not(between(t,5,9))'";
    const path = sounds.make('paused.mkv', ['-af', pause, '-c:a', 'flac', '-frame_size', '800']);
    const { durationMs, isDamaged } = await engine.analyse(path);
    expect(durationMs).toBeCloseTo(20_000, -2);
    expect(isDamaged).toBe(false);
    const gap = await engine.samples(path, 5200, 3600);
    expect(Math.max(...gap)).toBe(0);
  });
});

describe.skipIf(reason !== undefined)('what is too much', () => {
  test('too long is refused as soon as that is plain', async () => {
    await expect(engine.analyse(speech, { maxMs: 19_999 })).rejects.toMatchObject({ code: 'too_long' });
    await expect(engine.analyse(speech, { maxMs: 20_000 })).resolves.toMatchObject({ durationMs: 20_000 });
  });

  test('values that are no numbers harm nothing but themselves', async () => {
    const path = sounds.make('float.wav', ['-c:a', 'pcm_f32le']);
    const bytes = readFileSync(path);
    for (const [at, value] of [
      [100_000, NaN],
      [200_000, Infinity],
      [300_000, -3e38],
    ] as const)
      bytes.writeFloatLE(value, at);
    const clean = await engine.analyse(path);
    const { loudness, durationMs } = await engine.analyse(sounds.write('poisoned.wav', bytes));
    expect(durationMs).toBe(20_000);
    expect(Math.abs((loudness ?? 0) - (clean.loudness ?? 0))).toBeLessThan(3);
  });
});
