import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import type { LogSentence } from '../../contract/logs.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Engine } from '../../engines/process/types.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Library } from '../../storage/library.ts';
import type { Logger } from '../../storage/log-files.ts';
import type { MediaFolder } from '../../storage/media-folder.ts';
import type { Links } from './links.ts';
import { processSound } from './process.ts';
import { findAudio, getAudio, saveAudio, toPublic, type KnownAudio } from './queries.ts';

export interface AudioParts {
  library: Pick<Library, 'db' | 'freeing' | 'keepReserve'>;
  media: MediaFolder;
  engine: Engine;
  links: Links;
  settings(): Settings;
  log: Logger<LogSentence>;
  emit: EmitEvent;
  /** It can be heard from now on. */
  onNewSound(meetingId: string, source: KnownAudio['source']): void;
  /** The meeting's row shows its length and state too. */
  announceMeeting(id: string, isNew?: boolean): void;
}

const mediaTypes: Record<string, string> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  mp4: 'audio/mp4',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  webm: 'audio/webm',
  aac: 'audio/aac',
};

/** What a host may send to a player. */
export interface PlayedFile {
  path: string;
  mediaType: string;
}

/** The file that a player gets, as long as there is one. */
export function playedFile(media: MediaFolder, audio: KnownAudio): PlayedFile {
  if (audio.state !== 'ready') throw new AppError('not_found', 'There is no sound to play.');
  const mediaType = audio.played === 'play' ? 'audio/webm' : mediaTypes[audio.container];
  return {
    path: media.file(audio.meetingId, audio.played),
    mediaType: mediaType ?? 'application/octet-stream',
  };
}

/** `leaveAlone` waits until nothing measures it any more. */
export function audioHandlers(
  parts: AudioParts,
  leaveAlone: (meetingId: string) => Promise<void>,
): AllHandlers['audio'] {
  const { library, media, engine, links, settings, log, emit, announceMeeting } = parts;
  const save = (audio: KnownAudio) => {
    saveAudio(library.db, audio);
    emit('audio.changed', toPublic(audio));
    return toPublic(audio);
  };

  return {
    get({ meetingId }) {
      const found = findAudio(library.db, meetingId);
      return { audio: found ? toPublic(found) : null };
    },
    async peaks({ meetingId }) {
      getAudio(library.db, meetingId);
      try {
        const data = new Uint8Array(await readFile(media.file(meetingId, 'peaks')));
        return { name: 'peaks', mediaType: 'application/octet-stream', data };
      } catch (error) {
        throw new AppError('not_found', 'There is no waveform of this meeting.', {}, { cause: error });
      }
    },
    link({ meetingId }) {
      const { path, mediaType } = playedFile(media, getAudio(library.db, meetingId));
      if (!statSync(path, { throwIfNoEntry: false })) {
        throw new AppError('not_found', 'The sound of this meeting is missing from the library folder.');
      }
      return { path: links.linkTo(meetingId), mediaType };
    },
    setPosition({ meetingId, positionMs }) {
      return save({ ...getAudio(library.db, meetingId), positionMs });
    },
    async chooseTrack({ meetingId, track }, { signal }) {
      const before = getAudio(library.db, meetingId);
      if (before.state !== 'ready') throw new AppError('conflict', 'The sound is being worked on just now.');
      if (!before.tracks.some(({ index }) => index === track)) {
        throw new AppError('not_found', 'There is no such sound track.', { count: before.tracks.length });
      }
      if (before.track === track && existsSync(playedFile(media, before).path)) return toPublic(before);
      save({ ...before, state: 'working' });
      try {
        const folder = dirname(media.file(meetingId, 'sound'));
        // A track is chosen among those of the original, so that one stays.
        const kept = { ...settings(), keepSound: 'original' as const };
        const work = { job: meetingId, folder, track, settings: kept, signal, log };
        const { title, recordedAt, ...facts } = await processSound(engine, work);
        // A link stands for what is heard: players must not mix two tracks that they get under one name.
        links.forget(meetingId);
        return save({ ...getAudio(library.db, meetingId), ...facts, state: 'ready' });
      } catch (error) {
        save({ ...getAudio(library.db, meetingId), state: 'ready' });
        throw error;
      } finally {
        announceMeeting(meetingId);
      }
    },
    async remove({ meetingIds }) {
      const found = [...new Set(meetingIds)].map((id) => getAudio(library.db, id));
      if (found.some(({ state }) => state === 'recording' || state === 'working')) {
        throw new AppError('conflict', 'The sound is being recorded or worked on just now.');
      }
      // The rows first: a row without files says "removed", files without a row would be found again.
      const removed = found.map((audio) => {
        return { ...audio, state: 'removed' as const, sha256: null, bytes: 0, positionMs: 0 };
      });
      library.freeing((db) => {
        db.transaction(() => {
          for (const audio of removed) saveAudio(db, audio);
        });
      });
      for (const audio of removed) {
        links.forget(audio.meetingId);
        emit('audio.changed', toPublic(audio));
        announceMeeting(audio.meetingId);
      }
      for (const { meetingId } of removed) {
        await leaveAlone(meetingId);
        await media.removeLarge(meetingId);
      }
      library.keepReserve();
      return { audio: removed.map(toPublic) };
    },
  };
}
