import { createHash } from 'node:crypto';
import type { LogSentence } from '../contract/logs.ts';
import type { MeetingFile } from '../contract/meeting-file.ts';
import { addBookmark, bookmarksOf } from '../features/bookmarks/handlers.ts';
import { createExports } from '../features/exports/create-exports.ts';
import { isIn, readMeetingFile } from '../features/exports/read-file.ts';
import { endOf, type Source } from '../features/exports/source.ts';
import { createMeetings } from '../features/meetings/changes.ts';
import { findRows, getMeeting } from '../features/meetings/rows.ts';
import { summariesOf } from '../features/summaries/rows.ts';
import { takeInSummary } from '../features/summaries/take-in.ts';
import { getTranscript, guardsOf, segmentsOf, transcriptsOf } from '../features/transcripts/rows.ts';
import { speakersOf } from '../features/transcripts/speakers/rows.ts';
import { takeInTranscript } from '../features/transcripts/take-in.ts';
import type { JobQueue } from '../jobs/create-queue.ts';
import { AppError, wrapError } from '../rpc/errors.ts';
import type { Db } from '../storage/database.ts';
import { originOf, type Logger } from '../storage/log-files.ts';
import type { Host } from './host.ts';

interface Outside {
  host: Host;
  log: Logger<LogSentence>;
  library: { readonly db: Db };
  queue(): JobQueue;
}

/** What is exported of meetings, and taken in again, by the features that keep it. */
export function exportsOf({ host, log, library, queue }: Outside) {
  function read(meetingId: string, transcriptId?: string): Source {
    const { db } = library;
    const meeting = getMeeting(db, meetingId);
    const versions = transcriptsOf(db, meetingId);
    const transcript =
      transcriptId === undefined
        ? (versions.find(({ isChosen }) => isChosen) ?? null)
        : getTranscript(db, transcriptId);
    if (transcript && transcript.meetingId !== meetingId)
      throw new AppError('invalid_input', 'This transcript is of another meeting.');
    const segments = transcript ? segmentsOf(db, transcript.id, 0, -1).segments : [];
    const summary = summariesOf(db, meetingId).find(({ isChosen }) => isChosen) ?? null;
    // One that was made from another version cites that one's segments, which may be gone.
    const source = versions.find(({ id }) => id === summary?.transcriptId && id !== transcript?.id);
    const cited = source ? segmentsOf(db, source.id, 0, -1).segments : segments;
    return {
      meeting,
      bookmarks: bookmarksOf(db, meetingId),
      speakers: speakersOf(db, meetingId),
      transcript,
      segments,
      guards: transcript ? guardsOf(db, transcript.id) : [],
      summary,
      starts: new Map(cited.map(({ id, startMs }) => [id, startMs])),
    };
  }

  const exports = createExports({
    ...{ home: host.home, resources: host.resources, appVersion: host.appVersion },
    read,
    facts: (ids) =>
      new Map(
        findRows(library.db, ids).map(({ id, title, duration_ms }) => [
          id,
          { title, durationMs: duration_ms ?? 0 },
        ]),
      ),
    titles: (ids) =>
      new Map(
        library.db
          .all<{ id: string; title: string }>(
            'SELECT id, title FROM meetings WHERE id IN (SELECT value FROM json_each(?))',
            JSON.stringify(ids),
          )
          .map(({ id, title }) => [id, title]),
      ),
    addJob: (job) => queue().add(job),
    findJob: (id) => queue().find(id),
    restartJob: (id) => queue().restart(id),
    noteFailure(thrown) {
      log.warn('a job failed', { code: wrapError(thrown).code, stack: originOf(thrown) });
    },
    chooseFolder: host.chooseFolder,
    isTrusted: host.name === 'headless',
  });
  return {
    ...exports,
    /** A meeting that was exported as JSON becomes one of this library, unless it is there. `again`: even so. */
    takeIn(data: Uint8Array, { folderId, again }: { folderId: string | null; again: boolean }) {
      const { db } = library;
      const file = readMeetingFile(data);
      const fileSha256 = createHash('sha256').update(data).digest('hex');
      const lengthMs = file.durationMs ?? endOf(file.transcript?.segments ?? []);
      return db.transaction(() => {
        const known = again ? undefined : (meetingOfFile(db, fileSha256) ?? meetingLike(db, file, read));
        if (known !== undefined) return { meetingId: known, isNew: false, lengthMs };
        return { meetingId: enter(db, file, folderId, { lengthMs, fileSha256 }), isNew: true, lengthMs };
      });
    },
  };
}

const outsideTrashFirst = 'ORDER BY trashed_at IS NOT NULL, seq';
/** So many meetings of one title and one moment are looked at. */
const ALIKE = 20;

const meetingOfFile = (db: Db, sha256: string) =>
  db.get<{ id: string }>(`SELECT id FROM meetings WHERE file_sha256 = ? ${outsideTrashFirst} LIMIT 1`, sha256)
    ?.id;

/** One that the file may have been exported from. */
const meetingLike = (db: Db, file: MeetingFile, read: (meetingId: string) => Source) =>
  db
    .all<{ id: string }>(
      `SELECT id FROM meetings WHERE (trashed_at IS NOT NULL) IN (0, 1) AND started_at = ? AND title = ?
       ${outsideTrashFirst} LIMIT ?`,
      ...[file.startedAt, file.title, ALIKE],
    )
    .find(({ id }) => isIn(read(id), file))?.id;

function enter(
  db: Db,
  file: MeetingFile,
  folderId: string | null,
  origin: { lengthMs: number | null; fileSha256: string },
): string {
  const { title, startedAt, tags, notes, bookmarks } = file;
  // The folder may have been removed while the file was on its way.
  const isThere = db.get('SELECT 1 FROM folders WHERE id = ?', folderId) !== undefined;
  const [meetingId = ''] = createMeetings(db, [
    { title, startedAt, tags, notes, folderId: isThere ? folderId : null, ...origin },
  ]);
  for (const bookmark of bookmarks) addBookmark(db, { meetingId, ...bookmark });
  const { transcriptId, segmentIds } = takeInTranscript(db, meetingId, file);
  if (file.summary)
    takeInSummary(db, meetingId, transcriptId, segmentIds, file.transcript?.language ?? null, file.summary);
  return meetingId;
}
