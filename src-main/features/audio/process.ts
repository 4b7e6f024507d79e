import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogSentence } from '../../contract/logs.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Engine, Inspection, SoundTrack } from '../../engines/process/types.ts';
import { AppError } from '../../rpc/errors.ts';
import { syncToDisk } from '../../storage/files.ts';
import type { Logger } from '../../storage/log-files.ts';
import type { KnownAudio } from './queries.ts';
import { checkRoom } from './room.ts';

const HOUR = 60 * 60 * 1000;
/** A decoder that says nothing for so long is stuck in a file made to get it stuck. */
const SILENCE_MS = 120_000;
/** A copy is as long as its original, but for what a codec adds at its ends. */
const COPY_DIFFERS_MS = 100;

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
  log: Logger<LogSentence>;
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

/** What a file says of itself; throws where it is no sound. */
export const inspectSound = (engine: Engine, job: string, path: string, signal: AbortSignal) =>
  withProgress(engine, job, 'reading', undefined, (audio) => audio.inspect({ path }, { signal }));

function chooseTrack(tracks: readonly SoundTrack[], wanted: number | null): SoundTrack {
  const found = wanted === null ? playedByItself(tracks) : tracks.find(({ index }) => index === wanted);
  if (!found) throw new AppError('not_found', 'There is no such sound track.', { count: tracks.length });
  return found;
}

/** Measures `sound`, draws its waveform, and makes a copy for players where they could not read it. */
export async function processSound(engine: Engine, work: SoundWork): Promise<SoundFacts> {
  const { job, folder, settings, signal, onProgress } = work;
  const sound = join(folder, 'sound');
  // What is there already stays until all that is new is ready.
  const fresh = { peaks: join(folder, 'peaks.new'), play: join(folder, 'play.new') };
  const dropFresh = () => {
    for (const path of Object.values(fresh)) rmSync(path, { force: true });
  };
  dropFresh();
  try {
    const inspection = await inspectSound(engine, job, sound, signal);
    const track = chooseTrack(inspection.tracks, work.track);
    const analysis = await withProgress(engine, job, 'reading', onProgress, (audio) =>
      audio.analyse(
        { job, path: sound, track: track.index, peaks: fresh.peaks, maxMs: settings.maxHours * HOUR },
        { signal },
      ),
    );
    // A copy has one track of two channels at most: an original that holds more stays, to choose from.
    const isSimple = inspection.tracks.length === 1 && track.channels <= 2;
    const isToShrink = settings.keepSound === 'compressed' && track.codec !== 'opus' && isSimple;
    const canPlay = isPlayable(inspection, track);
    if (isToShrink || !canPlay) {
      const bitrate = settings.compressedKilobits * 1000 * Math.min(track.channels, 2);
      checkRoom(folder, (bitrate / 8) * (analysis.durationMs / 1000), settings);
      await withProgress(engine, job, 'converting', onProgress, (audio) =>
        audio.compress({ job, path: sound, track: track.index, target: fresh.play, bitrate }, { signal }),
      );
    }
    const hasCopy = existsSync(fresh.play);
    const isSmaller = isToShrink && statSync(fresh.play).size < statSync(sound).size;
    const copy = isSmaller ? await inspectSound(engine, job, fresh.play, signal) : undefined;
    const isShrunk = Math.abs((copy?.claimedMs ?? -Infinity) - analysis.durationMs) <= COPY_DIFFERS_MS;
    if (copy && !isShrunk) {
      const ms = copy.claimedMs ?? undefined;
      work.log.warn('a compressed copy was too unlike its original', { ms });
    }
    const kept = copy && isShrunk ? copy : inspection;
    signal.throwIfAborted();

    renameSync(fresh.peaks, join(folder, 'peaks'));
    const played = hasCopy && !isShrunk && !canPlay ? 'play' : 'sound';
    if (isShrunk) renameSync(fresh.play, sound);
    if (played === 'play') renameSync(fresh.play, join(folder, 'play'));
    else rmSync(join(folder, 'play'), { force: true });
    syncToDisk(folder);
    const { durationMs, loudness, isDamaged } = analysis;
    return {
      durationMs,
      loudness,
      isDamaged,
      title: inspection.title,
      recordedAt: inspection.recordedAt,
      bytes: statSync(sound).size,
      container: kept.container,
      tracks: kept.tracks,
      track: isShrunk ? (kept.tracks[0]?.index ?? null) : track.index,
      isCompressed: isShrunk,
      played,
    };
  } finally {
    dropFresh();
  }
}
