import { renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../contract/settings.ts';
import type { Engine } from '../../engines/process/launch.ts';
import type { Inspection, SoundTrack } from '../../engines/process/contract.ts';
import { AppError } from '../../rpc/errors.ts';
import { syncToDisk } from '../../storage/files.ts';
import type { KnownAudio } from './queries.ts';

const HOUR = 60 * 60 * 1000;
/** A decoder that says nothing for so long is stuck in a file made to get it stuck. */
const SILENCE_MS = 120_000;

export type Step = 'copying' | 'reading' | 'converting';
export interface Progress {
  step: Step;
  bytes: number;
  totalBytes: number;
  ms: number;
}

/** What is learnt of a sound, for its row; and what it says of itself. */
export type SoundFacts = Pick<
  KnownAudio,
  | 'bytes'
  | 'container'
  | 'tracks'
  | 'track'
  | 'durationMs'
  | 'loudness'
  | 'isDamaged'
  | 'isCompressed'
  | 'played'
> & { title: string | null; recordedAt: number | null };

export interface SoundWork {
  /** Names the work in the engine's events. */
  job: string;
  /** The folder that holds `sound`, and gets the other files. */
  folder: string;
  track: number | null;
  settings: Settings;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** What every window can play and seek in by itself. */
const playable: Record<string, RegExp> = {
  wav: /^pcm_(u8|s16le|s24le|s32le|f32le)$/,
  mp3: /^mp3/,
  mp4: /^(aac|mp3|opus|flac)$/,
  flac: /^flac$/,
  ogg: /^(vorbis|opus|flac)$/,
  webm: /^(vorbis|opus)$/,
  aac: /^aac$/,
};

const playedByItself = (tracks: readonly SoundTrack[]) =>
  tracks.find(({ isDefault }) => isDefault) ?? tracks[0];

function isPlayable({ container, tracks }: Inspection, track: SoundTrack): boolean {
  return playedByItself(tracks) === track && (playable[container]?.test(track.codec) ?? false);
}

export function checkRoom(folder: string, bytes: number, settings: Settings): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free - bytes >= settings.minFreeMegabytes * 1024 * 1024) return;
  throw new AppError('disk_full', 'There is not enough room on the disk for this. Nothing was changed.', {
    free,
    needed: bytes,
  });
}

type AudioApi = Parameters<Parameters<Engine['use']>[0]>[0]['audio'];

/** A long call of the engine, with its progress; a child that is stuck is ended. */
export async function withProgress<T>(
  engine: Engine,
  job: string,
  step: Step,
  onProgress: ((progress: Progress) => void) | undefined,
  call: (audio: AudioApi) => Promise<T>,
): Promise<T> {
  let stuck: NodeJS.Timeout | undefined;
  const listen = () => {
    clearTimeout(stuck);
    stuck = setTimeout(() => {
      engine.restart();
    }, SILENCE_MS);
  };
  return engine.use(async ({ audio }) => {
    listen();
    const stop = audio.progressed((event) => {
      if (event.job !== job) return;
      listen();
      onProgress?.({ step, bytes: event.bytes, totalBytes: event.totalBytes, ms: event.ms });
    });
    try {
      return await call(audio);
    } finally {
      stop();
      clearTimeout(stuck);
    }
  });
}

function chooseTrack(tracks: readonly SoundTrack[], wanted: number | null): SoundTrack {
  const found = wanted === null ? playedByItself(tracks) : tracks.find(({ index }) => index === wanted);
  if (!found) throw new AppError('not_found', 'There is no such sound track.', { count: tracks.length });
  return found;
}

/** Measures `sound`, draws its waveform, and makes a copy for players where they could not read it. */
export async function processSound(engine: Engine, work: SoundWork): Promise<SoundFacts> {
  const { job, folder, settings, signal, onProgress } = work;
  const sound = join(folder, 'sound');
  const play = join(folder, 'play');
  const inspection = await engine.use(({ audio }) => audio.inspect({ path: sound }, { signal }));
  const track = chooseTrack(inspection.tracks, work.track);
  const maxMs = settings.maxHours * HOUR;
  const { durationMs, loudness, isDamaged } = await withProgress(
    engine,
    job,
    'reading',
    onProgress,
    (audio) =>
      audio.analyse(
        { job, path: sound, track: track.index, peaks: join(folder, 'peaks'), maxMs },
        { signal },
      ),
  );
  const facts = {
    durationMs,
    loudness,
    isDamaged,
    title: inspection.title,
    recordedAt: inspection.recordedAt,
  };
  const original = {
    ...facts,
    bytes: statSync(sound).size,
    container: inspection.container,
    tracks: inspection.tracks,
    track: track.index,
  };
  rmSync(play, { force: true });
  const isToShrink = settings.keepSound === 'compressed' && track.codec !== 'opus';
  if (!isToShrink && isPlayable(inspection, track))
    return { ...original, isCompressed: false, played: 'sound' };

  const bitrate = settings.compressedKilobits * 1000 * Math.min(track.channels, 2);
  checkRoom(folder, (bitrate / 8) * (durationMs / 1000), settings);
  await withProgress(engine, job, 'converting', onProgress, (audio) =>
    audio.compress({ job, path: sound, track: track.index, target: play, bitrate }, { signal }),
  );
  const isSmaller = statSync(play).size < original.bytes;
  if (!isToShrink || !isSmaller) {
    if (!isPlayable(inspection, track)) return { ...original, isCompressed: false, played: 'play' };
    rmSync(play);
    return { ...original, isCompressed: false, played: 'sound' };
  }
  renameSync(play, sound);
  syncToDisk(folder);
  const { container, tracks } = await engine.use(({ audio }) => audio.inspect({ path: sound }, { signal }));
  const bytes = statSync(sound).size;
  return {
    ...facts,
    bytes,
    container,
    tracks,
    track: tracks[0]?.index ?? null,
    isCompressed: true,
    played: 'sound',
  };
}
