import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { toneWav } from '../support/tones.ts';
import { amr, compare, readSpeech, soundFolder, speech } from '../support/sounds.ts';

const engine = openAudioEngine();
const sounds = soundFolder();
const reason = whyNoFfmpeg();
const tone = ['-f', 'lavfi', '-i', 'sine=440:duration=20'];

describe.skipIf(reason !== undefined)('a file says', () => {
  test('which sound tracks it has, and each can be had by its index', async () => {
    const args = ['-map', '0', '-map', '1', '-c:a', 'flac', '-metadata:s:a:0', 'language=eng'];
    const more = [
      '-metadata:s:a:1',
      'language=deu',
      '-metadata:s:a:1',
      'title= Remote\u202e\tside ',
      '-ar:a:0',
      '44100',
    ];
    const path = sounds.make(
      'two.mkv',
      [...args, ...more, '-disposition:a:0', '0', '-disposition:a:1', 'default'],
      [...tone, '-i', speech],
    );
    const { tracks, container } = await engine.inspect(path);
    expect(container).toBe('matroska');
    expect(tracks).toEqual([
      {
        index: 0,
        codec: 'flac',
        channels: 1,
        sampleRate: 44_100,
        language: 'eng',
        title: null,
        isDefault: false,
      },
      {
        index: 1,
        codec: 'flac',
        channels: 1,
        sampleRate: 16_000,
        language: 'deu',
        title: 'Remote side',
        isDefault: true,
      },
    ]);
    const speechOf = async (track: number | null) =>
      compare(readSpeech(), await engine.samples(path, 0, 20_000, track)).likeness;
    expect(await speechOf(1)).toBeGreaterThan(0.999);
    expect(await speechOf(null)).toBeGreaterThan(0.999);
    expect(Math.abs(await speechOf(0))).toBeLessThan(0.5);
    await expect(engine.samples(path, 0, 1000, 2)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  const day = '2024-02-29T10:11:12';
  test.each([
    ['tagged.mp3', ['-metadata', 'title=Weekly', '-metadata', `date=${day}Z`]],
    ['tagged.m4a', ['-metadata', 'title=Weekly', '-metadata', `creation_time=${day}Z`]],
    ['tagged.mov', ['-metadata', 'title=Weekly', '-metadata', `creation_time=${day}Z`]],
    ['tagged.flac', ['-metadata', 'title=Weekly', '-metadata', `date=${day}Z`]],
    ['tagged.ogg', ['-c:a', 'libvorbis', '-metadata', 'title=Weekly', '-metadata', `date=${day}Z`]],
    ['tagged.mkv', ['-metadata', 'title=Weekly', '-metadata', `creation_time=${day}Z`]],
    ['tagged.wav', ['-metadata', 'title=Weekly', '-metadata', `date=${day}Z`]],
  ])('its title and its time: %s', async (name, args) => {
    const found = await engine.inspect(sounds.make(name, ['-t', '2', ...args]));
    expect(found).toMatchObject({
      title: 'Weekly',
      recordedAt: Date.parse(`${day}Z`),
      claimedMs: expect.closeTo(2000, -2) as number,
    });
  });

  test('the time with its zone, as phones write it', async () => {
    const keys = [
      '-movflags',
      'use_metadata_tags',
      '-metadata',
      'com.apple.quicktime.creationdate=2024-02-29T10:11:12+0200',
    ];
    const path = sounds.make('phone.mov', [
      '-t',
      '2',
      ...keys,
      '-metadata',
      'creation_time=2001-01-01T00:00:00Z',
    ]);
    expect((await engine.inspect(path)).recordedAt).toBe(Date.parse('2024-02-29T10:11:12+02:00'));
  });

  test('that it has a cover, which is no film', async () => {
    const cover = ['-i', speech, '-f', 'lavfi', '-i', 'testsrc=size=64x64:duration=0.1:rate=10'];
    const args = [
      '-t',
      '2',
      '-map',
      '0',
      '-map',
      '1',
      '-frames:v',
      '1',
      '-c:v',
      'mjpeg',
      '-pix_fmt',
      'yuvj420p',
    ];
    const path = sounds.make('cover.mp3', [...args, '-disposition:v:0', 'attached_pic'], cover);
    expect((await engine.inspect(path)).hasVideo).toBe(false);
    expect((await engine.analyse(path)).isDamaged).toBe(false);
  });

  test('that it has a cover of megabytes, in front of which there is nothing to know it by', async () => {
    const sound = readFileSync(sounds.make('bare.mp3', ['-t', '2', '-id3v2_version', '0', '-ar', '44100']));
    const size = 3_000_000;
    const tag = Buffer.alloc(10 + size);
    tag.set([...Buffer.from('ID3'), 3, 0, 0, size >> 21, (size >> 14) & 127, (size >> 7) & 127, size & 127]);
    tag.write('APIC', 10);
    tag.writeUInt32BE(size - 10, 14);
    const path = sounds.write('large-cover', Buffer.concat([tag, sound]));
    expect((await engine.inspect(path)).container).toBe('mp3');
    expect((await engine.analyse(path)).durationMs).toBeCloseTo(2000, -2);
  });

  test('a film without a sound track is refused as that', async () => {
    const path = sounds.make(
      'silent.mp4',
      ['-c:v', 'mpeg4'],
      ['-f', 'lavfi', '-i', 'testsrc=size=64x64:duration=1'],
    );
    const refused = { code: 'no_sound_track' };
    await expect(engine.inspect(path)).rejects.toMatchObject(refused);
    await expect(engine.analyse(path)).rejects.toMatchObject(refused);
  });

  test('its name says nothing: content decides', async () => {
    const path = sounds.make('film.mkv', ['-t', '2', '-f', 'flac']);
    expect((await engine.inspect(path)).container).toBe('flac');
  });
});

test('an AMR file, made by hand for want of an encoder, is as long as its frames say', async () => {
  const path = sounds.write('voice.amr', amr(3));
  expect(await engine.inspect(path)).toMatchObject({
    container: 'amr',
    tracks: [{ codec: 'amr_nb', sampleRate: 8000 }],
  });
  expect(await engine.analyse(path)).toMatchObject({ durationMs: 3000, isDamaged: false });
});

test.each([625, 1375])(
  'an even tone of %i Hz is no other format, though it repeats as one does',
  async (hertz) => {
    const path = sounds.write(`${String(hertz)}.wav`, toneWav({ hertz, seconds: 1 }));
    expect(await engine.inspect(path)).toMatchObject({ container: 'wav', tracks: [{ codec: 'pcm_u8' }] });
  },
);
