import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { soundFolder, speech } from '../support/sounds.ts';
import { tempHome } from '../support/temp-home.ts';
import { wavOf } from '../support/wav.ts';

const engine = openAudioEngine();
const sounds = soundFolder();
const reason = whyNoFfmpeg();

/** Every way in gives the same answer, and not a word of where the file lies. */
async function refused(path: string, codes: readonly string[]) {
  const calls = [
    () => engine.inspect(path),
    () => engine.analyse(path),
    () => engine.samples(path, 0, 1000),
    () => engine.compress(path),
  ];
  for (const call of calls) {
    const error: unknown = await call().then(
      () => ({ code: 'none' }),
      (thrown: unknown) => thrown,
    );
    expect(codes).toContain((error as { code: string }).code);
    expect(JSON.stringify(error)).not.toContain(path);
  }
  expect(engine.crashes()).toBe(0);
  expect(engine.stderr()).toBe('');
}

const png = () => {
  const chunk = (type: string, data: Buffer) =>
    Buffer.concat([Buffer.from([0, 0, 0, data.length]), Buffer.from(type), data, Buffer.alloc(4)]);
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
const noise = (length: number) => {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 255));
};

describe('what is no sound is refused, whatever its name says:', () => {
  test.each<[string, () => Buffer | string]>([
    ['empty.wav', () => ''],
    ['letter.mp3', () => 'Dear all, here are the minutes of the meeting.\n'.repeat(2000)],
    ['short.mp3', () => 'x'],
    ['page.m4a', () => '<!doctype html><audio src="x.mp3"></audio>'],
    ['picture.mp3', png],
    ['noise.mp3', () => noise(200_000)],
    ['noise', () => noise(3_000_000)],
    ['zeros.aac', () => Buffer.alloc(500_000)],
    ['list.m3u8', () => `#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:20,\n${speech}\n#EXT-X-ENDLIST\n`],
    ['list.mp3', () => `#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:20,\nfile://${speech}\n#EXT-X-ENDLIST\n`],
    ['script.wav', () => `ffconcat version 1.0\nfile '${speech}'\n`],
    [
      'session.mp4',
      () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n',
    ],
    [
      'manifest.mp4',
      () => '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"></MPD>',
    ],
    ['graph.wav', () => '[Script Info]\nTitle: x\n[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,D,,0,0,0,,x\n'],
  ])('%s', async (name, content) => {
    await refused(sounds.write(name, content()), ['unsupported_format']);
  });
});

describe('headers that promise what is not there', () => {
  const wav = (channels: number, rate: number, bits: number, promised: number, data: Buffer) => {
    const head = wavOf([new Uint8Array(0)], 1);
    head.writeUInt32LE(promised > 0 ? Math.min(promised + 36, 0xffff_ffff) : 0, 4);
    head.writeUInt16LE(channels, 22);
    head.writeUInt32LE(rate, 24);
    head.writeUInt32LE((rate * channels * bits) / 8 > 2 ** 32 - 1 ? 0 : (rate * channels * bits) / 8, 28);
    head.writeUInt16LE(((channels * bits) / 8) & 0xffff, 32);
    head.writeUInt16LE(bits, 34);
    head.writeUInt32LE(promised, 40);
    return Buffer.concat([head, data]);
  };
  const some = Buffer.alloc(64_000, 7);
  test.each<[string, Buffer]>([
    ['no channels', wav(0, 16_000, 16, 64_000, some)],
    ['65,535 channels', wav(65_535, 16_000, 16, 64_000, some)],
    ['four thousand million samples a second', wav(1, 4_000_000_000, 16, 64_000, some)],
    ['two thousand million samples a second', wav(1, 2_000_000_000, 16, 64_000, some)],
    ['no samples a second', wav(1, 0, 16, 64_000, some)],
    ['one sample a second', wav(1, 1, 16, 64_000, some)],
    ['no bits', wav(1, 16_000, 0, 64_000, some)],
    ['1,000 bits', wav(1, 16_000, 1000, 64_000, some)],
    ['no data', wav(1, 16_000, 16, 0, Buffer.alloc(0))],
    ['data that is missing', wav(1, 16_000, 16, 64_000, Buffer.alloc(0))],
  ])('%s', async (name, content) => {
    const path = sounds.write(`${name.replaceAll(' ', '-')}.wav`, content);
    const outcome = await engine.analyse(path).then(
      () => 'decoded',
      (error: unknown) => (error as { code: string }).code,
    );
    expect(['unsupported_format', 'file_damaged']).toContain(outcome);
    expect(engine.crashes()).toBe(0);
  });

  test('less data than promised: what is there is taken, and called damaged', async () => {
    const path = sounds.write('cut.wav', wav(1, 16_000, 16, 640_000, some));
    expect(await engine.analyse(path)).toMatchObject({ durationMs: 2000, isDamaged: true });
  });

  test('a length that was never filled in is no damage', async () => {
    for (const promised of [0, 0xffff_ffff]) {
      const path = sounds.write(`piped-${promised}.wav`, wav(1, 16_000, 16, promised, some));
      expect(await engine.analyse(path)).toMatchObject({ durationMs: 2000, isDamaged: false });
    }
  });
});

describe.skipIf(reason !== undefined)('a file cut off', () => {
  const names: [string, string[], boolean][] = [
    ['cut.mp3', ['-ar', '44100'], true],
    ['cut.flac', [], true],
    ['cut.webm', ['-c:a', 'libopus', '-ar', '48000'], true],
    ['cut.mkv', ['-c:a', 'flac'], true],
    ['front.m4a', ['-ar', '44100', '-movflags', '+faststart'], true],
    ['cut.wma', ['-c:a', 'wmav2', '-ar', '44100'], true],
    ['cut.aiff', [], true],
    ['cut.caf', ['-c:a', 'pcm_s16be'], true],
    ['cut.wv', [], true],
    ['cut.avi', ['-c:a', 'libmp3lame', '-ar', '44100'], true],
    // These say nowhere how long they are.
    ['cut.ogg', ['-c:a', 'libvorbis'], false],
    ['cut.aac', ['-ar', '44100'], false],
  ];
  test.each(names)('at 30 % is read as far as it goes: %s', async (name, args, isKnown) => {
    const whole = readFileSync(sounds.make(name, args));
    const path = sounds.write(`30-${name}`, whole.subarray(0, whole.length * 0.3));
    const { durationMs, isDamaged } = await engine.analyse(path);
    expect(durationMs).toBeGreaterThan(3000);
    expect(durationMs).toBeLessThan(9000);
    if (isKnown) expect(isDamaged).toBe(true);
  });

  test('in the middle of its cover holds no sound', async () => {
    const tag = Buffer.from([...Buffer.from('ID3'), 3, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f]);
    const path = sounds.write('cover-only.mp3', Buffer.concat([tag, Buffer.alloc(3_000_000)]));
    await refused(path, ['unsupported_format', 'file_damaged']);
  });

  test('before its index is one that can not be read', async () => {
    const whole = readFileSync(sounds.make('index-last.m4a', ['-ar', '44100']));
    await refused(sounds.write('no-index.m4a', whole.subarray(0, whole.length * 0.3)), ['file_damaged']);
  });

  test.each(['mp3', 'flac', 'm4a', 'webm', 'wma'])('after its header holds no sound: %s', async (kind) => {
    const args = kind === 'webm' ? ['-ar', '48000'] : ['-ar', '44100'];
    const whole = readFileSync(sounds.make(`head.${kind}`, args));
    await refused(sounds.write(`only-head.${kind}`, whole.subarray(0, 100)), [
      'unsupported_format',
      'file_damaged',
    ]);
  });
});

describe.skipIf(reason !== undefined)('a film whose picture outlasts its sound', () => {
  const picture = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=10:duration=30'];
  const films: [string, string[]][] = [
    ['long.mkv', ['-c:v', 'libx264', '-c:a', 'aac']],
    ['long.webm', ['-c:v', 'libvpx', '-c:a', 'libopus']],
    ['long.wmv', ['-c:v', 'wmv2', '-c:a', 'wmav2']],
    ['long.mp4', ['-c:v', 'libx264', '-c:a', 'aac', '-movflags', '+faststart']],
  ];
  test.each(films)('is none that is damaged, but cut off it is: %s', async (name, codecs) => {
    const film = sounds.make(name, codecs, [...picture, '-i', speech]);
    const { durationMs, isDamaged } = await engine.analyse(film);
    expect(durationMs).toBeLessThan(20_500);
    expect(isDamaged).toBe(false);
    const whole = readFileSync(film);
    const cut = sounds.write(`30-${name}`, whole.subarray(0, whole.length * 0.3));
    expect(await engine.analyse(cut)).toMatchObject({ isDamaged: true });
  });
});

test.skipIf(reason !== undefined)('sound that counts from a minute on is not damaged', async () => {
  const path = sounds.make('minute.mkv', ['-c:a', 'libopus', '-output_ts_offset', '60']);
  const { durationMs, isDamaged } = await engine.analyse(path);
  expect(durationMs).toBeCloseTo(20_000, -2.3);
  expect(isDamaged).toBe(false);
});

describe.skipIf(reason !== undefined)('damage in the middle', () => {
  test.each([
    ['mid.mp3', ['-ar', '44100'], true],
    ['mid.flac', [], true],
    ['mid.m4a', ['-ar', '44100'], true],
    // What falls out of a WebM file looks like a recording that was paused.
    ['mid.webm', ['-c:a', 'libopus', '-ar', '48000'], false],
  ] as const)('is stepped over, and the times after it stay: %s', async (name, args, isKnown) => {
    const bytes = readFileSync(sounds.make(name, args));
    noise(6000).copy(bytes, Math.floor(bytes.length / 2));
    const path = sounds.write(`noise-${name}`, bytes);
    const { durationMs, isDamaged } = await engine.analyse(path);
    if (isKnown) expect(isDamaged).toBe(true);
    expect(durationMs).toBeGreaterThan(18_500);
    expect(durationMs).toBeLessThan(20_500);
  });
});

test('a film that names another file gets nothing of it', async () => {
  const folder = tempHome();
  writeFileSync(join(folder, 'secret.wav'), readFileSync(speech));
  // A QuickTime file whose one track lies in "secret.wav" beside it.
  const box = (type: string, ...parts: Buffer[]) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0));
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, ...parts]);
  };
  const words = (...values: number[]) => {
    const bytes = Buffer.alloc(4 * values.length);
    for (const [at, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * at);
    return bytes;
  };
  const name = Buffer.from(`file://${join(folder, 'secret.wav')}\0`);
  const entry = box('sowt', words(0, 1, 0, 0, 0x0001_0010, 0, 16_000 << 16));
  const stbl = box(
    'stbl',
    box('stsd', words(0, 1), entry),
    box('stts', words(0, 1, 16_000, 1)),
    box('stsc', words(0, 1, 1, 16_000, 1)),
    box('stsz', words(0, 2, 16_000)),
    box('stco', words(0, 1, 44)),
  );
  const minf = box(
    'minf',
    box('smhd', words(0, 0)),
    box('dinf', box('dref', words(0, 1), box('url ', words(0), name))),
    stbl,
  );
  const mdia = box(
    'mdia',
    box('mdhd', words(0, 0, 0, 16_000, 16_000, 0)),
    box('hdlr', words(0, 0), Buffer.from('soun'), words(0, 0, 0, 0)),
    minf,
  );
  const trak = box('trak', box('tkhd', words(7, 0, 0, 1, 0, 16_000), Buffer.alloc(60)), mdia);
  const moov = box('moov', box('mvhd', words(0, 0, 0, 16_000, 16_000), Buffer.alloc(80)), trak);
  const path = join(folder, 'film.mov');
  writeFileSync(path, Buffer.concat([box('ftyp', Buffer.from('qt  '), words(0), Buffer.from('qt  ')), moov]));
  const samples = await engine.samples(path, 0, 1000).catch(() => new Float32Array(0));
  // Its own bytes may be read as samples; those of the other file may not.
  const theirs = await engine.samples(join(folder, 'secret.wav'), 0, 1000);
  expect(samples.length === 0 || samples.some((sample, at) => sample !== theirs[at])).toBe(true);
});
