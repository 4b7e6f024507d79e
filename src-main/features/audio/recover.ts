import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { NewMeeting } from '../../contract/meetings.ts';
import { originOf } from '../../storage/log-files.ts';
import { wrapError } from '../../rpc/errors.ts';
import { readAbout } from './about.ts';
import type { AudioParts } from './handlers.ts';
import { processSound } from './process.ts';
import {
  audioInState,
  findAudio,
  forgetAudio,
  knownMeetings,
  saveAudio,
  toPublic,
  unmeasured,
  type KnownAudio,
} from './queries.ts';
import { begunRow, endedRow, formatOf } from './recorder/rows.ts';
import { HEADER_BYTES, repairWavFile } from './recorder/wav-file.ts';

type CreateMeeting = (draft: NewMeeting & { id: string }) => void;

/** What is still to be measured. A recording that could not be is played meanwhile. */
export function findUnfinished({ library, media }: AudioParts, meetingId: string): KnownAudio | undefined {
  const audio = findAudio(library.db, meetingId);
  if (audio?.state === 'working') return audio;
  const isUnmeasured = audio?.state === 'ready' && audio.source === 'recorded' && !audio.isDamaged;
  if (!isUnmeasured || existsSync(media.file(meetingId, 'peaks'))) return undefined;
  return existsSync(media.file(meetingId, 'sound')) ? audio : undefined;
}

/** Measures a sound that is there already: a recording that ended, or work that a crash cut off. */
export async function finishSound(parts: AudioParts, meetingId: string, signal: AbortSignal): Promise<void> {
  const { library, media, engine, links, settings, log, emit, announceMeeting } = parts;
  const before = findUnfinished(parts, meetingId);
  if (!before) return;
  const isRecorded = before.source === 'recorded';
  const save = (changes: Partial<typeof before>) => {
    const now = findAudio(library.db, meetingId);
    // Deleted for good in the meantime, or a window that was away goes on recording.
    if (now?.state !== before.state) return;
    const after = { ...now, state: 'ready' as const, ...changes };
    saveAudio(library.db, after);
    emit('audio.changed', toPublic(after));
    announceMeeting(meetingId);
    if (isRecorded && before.state === 'working') parts.onNewSound(meetingId, 'recorded');
  };
  const folder = dirname(media.file(meetingId, 'sound'));
  try {
    // Only what was just recorded shrinks: an original that was kept has tracks to choose from.
    const keepSound = isRecorded ? settings().keepSound : 'original';
    const work = {
      job: meetingId,
      folder,
      track: before.track,
      settings: { ...settings(), keepSound },
      signal,
      log,
    };
    const { title, recordedAt, ...facts } = await processSound(engine, work);
    // Whoever plays it already must not mix the two.
    if (facts.container !== before.container) links.forget(meetingId);
    // We record WAV. In a backup made while it was being compressed the row does not say what became of it.
    const wasCompressed = before.isCompressed || (isRecorded && facts.container !== 'wav');
    save({ ...facts, isCompressed: facts.isCompressed || wasCompressed });
  } catch (error) {
    const { code } = wrapError(error);
    if (signal.aborted) throw error;
    // Only what its own bytes say is kept against it: a decoder that was killed, or a full disk, says nothing of them.
    const isDamaged = code === 'file_damaged' || code === 'unsupported_format';
    // A recording can be played even so, until it is measured at a later try.
    if (isRecorded || isDamaged) save({ isDamaged });
    throw error;
  }
}

/** How our compressed copies begin. A recording whose header was lost does not: its samples are still there. */
function isWebm(path: string): boolean {
  const head = Buffer.alloc(4);
  const handle = openSync(path, 'r');
  try {
    readSync(handle, head, 0, 4, 0);
  } finally {
    closeSync(handle);
  }
  return head.readUInt32BE() === 0x1a45dfa3;
}

/** The recording as it is kept; undefined: nothing had been captured yet. */
function mend({ library, media }: AudioParts, audio: KnownAudio): KnownAudio | undefined {
  const file = media.file(audio.meetingId, 'sound');
  const format = formatOf(audio);
  // In an older backup it is still being recorded, when by now it may have been compressed.
  if (format && existsSync(file) && isWebm(file)) {
    saveAudio(library.db, { ...audio, state: 'working', isCompressed: true });
    return;
  }
  const frames = format && existsSync(file) ? repairWavFile(file, format) : 0;
  if (format && frames > 0) {
    const mended = endedRow(audio, frames, format);
    saveAudio(library.db, mended);
    return mended;
  }
  // The meeting stays, with its title and notes.
  forgetAudio(library.db, audio.meetingId);
  media.remove(audio.meetingId);
  return undefined;
}

/** The row of an imported sound that is still to be measured. */
const importedRow = (
  meetingId: string,
  bytes: number,
  about: { sha256: string | null; isCompressed: boolean } | undefined,
): KnownAudio => ({
  meetingId,
  state: 'working',
  source: 'imported',
  durationMs: null,
  bytes,
  container: '',
  tracks: [],
  track: null,
  isTwoTrack: false,
  loudness: null,
  isDamaged: false,
  isCompressed: about?.isCompressed ?? false,
  positionMs: 0,
  sha256: about?.sha256 ?? null,
  played: 'sound',
});

/** A sound that no meeting knows, such as after an older backup was restored, becomes a meeting again. */
function adopt(parts: AudioParts, createMeeting: CreateMeeting, id: string): void {
  const { library, media } = parts;
  const sound = media.file(id, 'sound');
  if (!existsSync(sound)) return;
  // A recording that was cut off before it had a row, and so before its first sample.
  if (statSync(sound).size <= HEADER_BYTES) {
    media.remove(id);
    return;
  }
  const about = readAbout(dirname(sound));
  const startedAt = about?.startedAt ?? media.madeAt(id);
  const day = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  const audio = about?.recording
    ? begunRow({ meetingId: id, ...about.recording })
    : importedRow(id, statSync(sound).size, about);
  library.db.transaction(() => {
    createMeeting({ id, title: about?.title ?? day, startedAt });
    saveAudio(library.db, audio);
  });
  if (audio.state === 'recording') mend(parts, audio);
}

/** At start and after a restore: recordings that were cut off are mended and kept, and work that was cut off is done. */
export function recoverSounds(
  parts: AudioParts,
  createMeeting: CreateMeeting,
  found: (audio: KnownAudio) => void,
  isRestored: boolean,
): string[] {
  const { library, media, log } = parts;
  /** One that fails, such as for a file that the system won't let go of, keeps nothing else from being done. */
  const step = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error('a recording could not be mended', { stack: originOf(error) });
    }
  };
  step(() => {
    media.tidy((ids) => knownMeetings(library.db, ids));
  });
  for (const audio of audioInState(library.db, 'recording')) {
    step(() => {
      const mended = mend(parts, audio);
      if (!mended) return;
      log.warn('a recording was found', { ms: mended.durationMs ?? 0 });
      found(mended);
    });
  }
  const known = knownMeetings(library.db, media.ids());
  for (const id of media.ids()) {
    if (known.has(id)) continue;
    step(() => {
      adopt(parts, createMeeting, id);
    });
  }
  // The files are those of now, the row is older: another track may be chosen in it.
  for (const audio of isRestored ? audioInState(library.db, 'ready') : []) {
    if (audio.tracks.length > 1 && existsSync(media.file(audio.meetingId, 'sound')))
      saveAudio(library.db, { ...audio, state: 'working' });
  }
  // Taken out of the library when the process ended.
  for (const { meetingId } of audioInState(library.db, 'removed')) {
    step(() => {
      media.remove(meetingId);
    });
  }
  for (const audio of unmeasured(library.db)) {
    if (!existsSync(media.file(audio.meetingId, 'peaks')))
      saveAudio(library.db, { ...audio, state: 'working' });
  }
  return audioInState(library.db, 'working').map(({ meetingId }) => meetingId);
}
