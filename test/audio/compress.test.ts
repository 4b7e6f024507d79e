import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { compare, readSpeech, soundFolder, speech } from '../support/sounds.ts';

const engine = openAudioEngine();
const sounds = soundFolder();
const reason = whyNoFfmpeg();

test('speech becomes Opus in WebM that says the same at the same time', async () => {
  const { target, bytes } = await engine.compress(speech);
  expect(statSync(target).size).toBe(bytes);
  expect(bytes).toBeLessThan((20 * 40_000) / 8);
  if (process.platform !== 'win32') expect(statSync(target).mode & 0o777).toBe(0o600);
  const { container, tracks, claimedMs } = await engine.inspect(target);
  expect(container).toBe('webm');
  expect(tracks).toMatchObject([{ codec: 'opus', channels: 1, sampleRate: 48_000 }]);
  expect(claimedMs).toBeCloseTo(20_000, -2);
  expect(await engine.analyse(target)).toMatchObject({
    durationMs: expect.closeTo(20_000, -1) as number,
    isDamaged: false,
  });
  const { likeness, lagMs } = compare(readSpeech(), await engine.samples(target));
  expect(likeness).toBeGreaterThan(0.95);
  expect(Math.abs(lagMs)).toBeLessThan(1);
});

/** The element's number is in the file: where the header says that the index lies, and as the index. */
const CUES = Buffer.from('1c53bb6b', 'hex');
const DURATION = Buffer.from('4489', 'hex');

test('it has a length and an index, by which players seek', async () => {
  const { target } = await engine.compress(speech);
  const bytes = readFileSync(target);
  expect(bytes.indexOf(DURATION)).toBeLessThan(1000);
  const named = bytes.indexOf(CUES);
  expect(named).toBeLessThan(1000);
  expect(bytes.indexOf(CUES, named + 1)).toBeGreaterThan(bytes.length * 0.9);
});

test('a target that is there already is not touched, and a bit rate that can not be is refused', async () => {
  const { target } = await engine.compress(speech);
  const before = readFileSync(target);
  const again = { job: 'c', path: speech, track: null, target, bitrate: 32_000 };
  await expect(engine.use((audio) => audio.compress(again))).rejects.toMatchObject({
    code: 'library_unusable',
  });
  expect(readFileSync(target).equals(before)).toBe(true);
  const files = readdirSync(engine.folder);
  await expect(engine.compress(speech, { bitrate: 1 })).rejects.toMatchObject({ code: 'invalid_input' });
  expect(readdirSync(engine.folder)).toEqual(files);
});

describe.skipIf(reason !== undefined)('of a recording with', () => {
  // The least that the settings allow for two channels, and the default.
  test.each([32_000, 96_000])('two sides each stays on its own, at %i bit/s', async (bitrate) => {
    // One speaks first, then the other.
    const turns = String.raw`aeval=val(0)*lt(t\,10)|val(0)*gte(t\,10):c=stereo`;
    const path = sounds.make('sides.wav', ['-af', turns]);
    const { target } = await engine.compress(path, { bitrate });
    expect((await engine.inspect(target)).tracks).toMatchObject([{ channels: 2 }]);
    const one = (side: string) =>
      sounds.make(`${side}-${bitrate}.wav`, ['-af', `pan=mono|c0=${side}`], ['-i', target]);
    const power = async (side: string, fromMs: number) =>
      (await engine.samples(one(side), fromMs, 8000)).reduce((sum, sample) => sum + sample ** 2, 0);
    // Less than a thousandth comes through to the other side.
    expect((await power('c1', 1000)) / (await power('c0', 1000))).toBeLessThan(0.001);
    expect((await power('c0', 11_000)) / (await power('c1', 11_000))).toBeLessThan(0.001);
  });

  test('six channels two remain', async () => {
    const path = sounds.make('six.flac', ['-t', '2', '-af', 'pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0']);
    const { target } = await engine.compress(path);
    expect((await engine.inspect(target)).tracks).toMatchObject([{ channels: 2 }]);
  });

  test('other rates, and a film, the sound stays where it was', async () => {
    const film = [
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=64x64:rate=10:duration=20',
      '-itsoffset',
      '2',
      '-i',
      speech,
    ];
    const path = sounds.make('film.mkv', ['-c:v', 'mpeg4', '-c:a', 'libvorbis', '-ar', '22050'], film);
    const { target } = await engine.compress(path);
    const { lagMs, likeness } = compare(await engine.samples(path), await engine.samples(target));
    expect(likeness).toBeGreaterThan(0.95);
    expect(Math.abs(lagMs)).toBeLessThan(1);
  });
});

describe('work under way', () => {
  /** Half a day: all that is asked for takes minutes, and what is cancelled is never nearly over. */
  function long(): string {
    const bare = ['-ar', '8000', '-b:a', '8k', '-write_xing', '0', '-id3v2_version', '0'];
    const short = readFileSync(sounds.make('bare.mp3', bare));
    return sounds.write('long.mp3', Buffer.concat(Array<Buffer>(2160).fill(short)));
  }

  test.skipIf(reason !== undefined).each(['analyse', 'compress', 'samples'] as const)(
    'tells how far it is, answers others meanwhile, and can be cancelled: %s',
    async (kind) => {
      const path = long();
      const files = readdirSync(engine.folder);
      const controller = new AbortController();
      const told: { job: string; bytes: number; totalBytes: number; ms: number }[] = [];
      await engine.use((audio) => {
        audio.progressed((progress) => told.push(progress));
        return Promise.resolve();
      });
      const { signal } = controller;
      const call = () => {
        if (kind !== 'samples') return engine[kind](path, { signal });
        const input = { path, track: null, fromMs: 40_000_000, ms: 600_000 };
        return engine.use((audio) => audio.samples(input, { signal }));
      };
      const outcome = call().catch((error: unknown) => error);
      if (kind !== 'samples') {
        await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(2);
        const last = told.at(-1);
        expect(last).toMatchObject({ job: kind, totalBytes: statSync(path).size });
        expect(last?.ms).toBeGreaterThan(0);
        expect(last?.bytes).toBeGreaterThan(0);
        expect(last?.bytes).toBeLessThanOrEqual(last?.totalBytes ?? 0);
      }
      expect((await engine.inspect(speech)).container).toBe('wav');
      controller.abort();
      expect(await outcome).toMatchObject({ code: 'cancelled' });
      await expect.poll(() => readdirSync(engine.folder), { timeout: 10_000 }).toEqual(files);
      expect(existsSync(path)).toBe(true);
    },
  );
});
