import { describe, expect, test } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { compare, decodeWithFfmpeg, readSpeech, soundFolder, speech } from '../support/sounds.ts';

const film = ['-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=10:duration=20', '-i', speech];
const reference = readSpeech();
const engine = openAudioEngine();
const sounds = soundFolder();
const reason = whyNoFfmpeg();

interface Sample {
  name: string;
  args: string[];
  inputs?: string[];
  container: string;
  codec: string;
  hasVideo?: boolean;
}

const cd = ['-ar', '44100'];
const cdStereo = [...cd, '-ac', '2'];
/** What a film's camera puts beside its picture. */
const withPicture = ['-shortest', '-c:v', 'mpeg4'];

const lossless: Sample[] = [
  { name: 's16.wav', args: [], container: 'wav', codec: 'pcm_s16le' },
  { name: 's24.wav', args: ['-c:a', 'pcm_s24le'], container: 'wav', codec: 'pcm_s24le' },
  { name: 'f32.wav', args: ['-c:a', 'pcm_f32le'], container: 'wav', codec: 'pcm_f32le' },
  { name: 'u8.wav', args: ['-c:a', 'pcm_u8'], container: 'wav', codec: 'pcm_u8' },
  { name: 'cd.wav', args: cdStereo, container: 'wav', codec: 'pcm_s16le' },
  { name: 'plain.w64', args: [], container: 'w64', codec: 'pcm_s16le' },
  { name: 'plain.flac', args: [], container: 'flac', codec: 'flac' },
  { name: 'cd.flac', args: cdStereo, container: 'flac', codec: 'flac' },
  { name: 'plain.aiff', args: [], container: 'aiff', codec: 'pcm_s16be' },
  { name: 'plain.au', args: [], container: 'au', codec: 'pcm_s16be' },
  { name: 'alac.caf', args: ['-c:a', 'alac'], container: 'caf', codec: 'alac' },
  { name: 'alac.m4a', args: ['-c:a', 'alac', ...cdStereo], container: 'mp4', codec: 'alac' },
  { name: 'plain.wv', args: [], container: 'wv', codec: 'wavpack' },
  { name: 'plain.tta', args: [], container: 'tta', codec: 'tta' },
  {
    name: 'film.mov',
    args: [...withPicture, '-c:a', 'pcm_s16le'],
    inputs: film,
    container: 'mov',
    codec: 'pcm_s16le',
    hasVideo: true,
  },
];

const lossy: Sample[] = [
  { name: 'cbr.mp3', args: [...cd, '-b:a', '64k'], container: 'mp3', codec: 'mp3' },
  { name: 'vbr.mp3', args: [...cdStereo, '-q:a', '4'], container: 'mp3', codec: 'mp3' },
  { name: 'slow.mp3', args: ['-b:a', '32k'], container: 'mp3', codec: 'mp3' },
  { name: 'plain.m4a', args: [...cd, '-b:a', '96k'], container: 'mp4', codec: 'aac' },
  { name: 'vorbis.ogg', args: ['-c:a', 'libvorbis'], container: 'ogg', codec: 'vorbis' },
  { name: 'plain.opus', args: ['-c:a', 'libopus', '-ar', '48000'], container: 'ogg', codec: 'opus' },
  { name: 'plain.webm', args: ['-c:a', 'libopus', '-ar', '48000'], container: 'webm', codec: 'opus' },
  {
    name: 'film.mp4',
    args: [...withPicture, '-c:a', 'aac', ...cd, '-b:a', '96k'],
    inputs: film,
    container: 'mp4',
    codec: 'aac',
    hasVideo: true,
  },
];

/** These can't say how much silence their encoder put in front, so every player starts with it. */
const delayed: Sample[] = [
  { name: 'plain.aac', args: [...cd, '-b:a', '96k'], container: 'aac', codec: 'aac' },
  { name: 'plain.wma', args: [...cd, '-b:a', '128k', '-c:a', 'wmav2'], container: 'asf', codec: 'wmav2' },
  { name: 'plain.ac3', args: ['-ar', '48000', '-b:a', '128k'], container: 'ac3', codec: 'ac3' },
  {
    name: 'mp3.avi',
    args: [...withPicture, ...cd, '-c:a', 'libmp3lame'],
    inputs: film,
    container: 'avi',
    codec: 'mp3',
    hasVideo: true,
  },
  {
    name: 'aac.ts',
    args: ['-c:a', 'aac', ...cd, '-b:a', '96k', '-f', 'mpegts'],
    container: 'mpegts',
    codec: 'aac',
  },
  { name: 'plain.mp2', args: [...cd, '-b:a', '128k'], container: 'mp3', codec: 'mp2' },
];

async function check({ name, args, inputs, container, codec, hasVideo = false }: Sample) {
  const path = sounds.make(name, args, inputs);
  expect(await engine.inspect(path)).toMatchObject({ container, hasVideo, tracks: [{ codec }] });
  const { durationMs, isDamaged, loudness } = await engine.analyse(path);
  expect({ name, isDamaged }).toEqual({ name, isDamaged: false });
  expect(Math.abs(durationMs - 20_000), `${durationMs} ms`).toBeLessThanOrEqual(50);
  expect(loudness).toBeGreaterThan(-30);
  return { path, samples: await engine.samples(path) };
}

describe.skipIf(reason !== undefined)('what is decoded is what was spoken:', () => {
  test.each(lossless)('$name', async (sample) => {
    const { samples } = await check(sample);
    const { likeness, lagMs } = compare(reference, samples);
    expect(likeness).toBeGreaterThan(sample.name === 'u8.wav' ? 0.99 : 0.9999);
    expect(lagMs).toBe(0);
    expect(samples.length).toBe(reference.length);
  });

  test.each(lossy)('$name', async (sample) => {
    const { samples } = await check(sample);
    const { likeness, lagMs } = compare(reference, samples);
    expect(likeness).toBeGreaterThan(0.95);
    expect(Math.abs(lagMs)).toBeLessThanOrEqual(1);
  });

  test.each(delayed)('$name, as late as in other players', async (sample) => {
    const { path, samples } = await check(sample);
    const theirs = compare(reference, decodeWithFfmpeg(path));
    const ours = compare(reference, samples);
    expect(ours.likeness).toBeGreaterThan(0.95);
    expect(Math.abs(ours.lagMs - theirs.lagMs)).toBeLessThanOrEqual(1);
    expect(Math.abs(ours.lagMs)).toBeLessThanOrEqual(50);
  });
});
