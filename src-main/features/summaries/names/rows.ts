import type { NameProposal } from '../../../contract/names.ts';
import { missing } from '../../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../../storage/database.ts';
import { mayBeSame } from './generic.ts';
import type { Known } from './find.ts';
import type { Evidence, Finding } from './types.ts';
import { confidenceOf } from './weigh.ts';

interface StoredProposal {
  id: string;
  transcript_id: string;
  speaker_id: string;
  name: string;
  evidence: string;
  against: number;
}

interface Speaker {
  id: string;
  name: string;
}

interface Place {
  id: string;
  startMs: number;
  endMs: number;
  speakerId: string | null;
  text: string;
}

const ofMeeting = 'meeting_seq = (SELECT seq FROM meetings WHERE meetings.id = ?)';

const speakersOf = (db: ReadableDb, meetingId: string) =>
  db.all<Speaker>(`SELECT id, name FROM speakers WHERE ${ofMeeting}`, meetingId);

/** Who speaks, and what was turned down. */
export function knownOf(db: ReadableDb, meetingId: string): Omit<Known, 'language'> {
  return {
    speakers: speakersOf(db, meetingId),
    rejected: db.all<{ speakerId: string; name: string }>(
      `SELECT speaker_id AS speakerId, name FROM name_proposals WHERE ${ofMeeting} AND state = 'rejected'`,
      meetingId,
    ),
  };
}

export const hasProposals = (db: ReadableDb, meetingId: string): boolean =>
  db.get(`SELECT 1 FROM name_proposals WHERE ${ofMeeting} AND state = 'open' LIMIT 1`, meetingId) !==
  undefined;

/** Those that can be accepted: of the version that is shown, of who has no name yet, with what still is said so. */
export function proposalsOf(db: ReadableDb, meetingId: string): NameProposal[] {
  const rows = db.all<StoredProposal>(
    `SELECT * FROM name_proposals WHERE ${ofMeeting} AND transcript_id = (
       SELECT id FROM transcripts WHERE transcripts.meeting_seq = name_proposals.meeting_seq AND is_chosen = 1)
     ORDER BY rowid`,
    meetingId,
  );
  if (rows.length === 0) return [];
  const speakers = speakersOf(db, meetingId);
  const unnamed = new Set(speakers.filter(({ name }) => name === '').map(({ id }) => id));
  const given = speakers.map(({ name }) => name).filter((name) => name !== '');
  const told = rows
    .filter((row) => unnamed.has(row.speaker_id) && !given.some((name) => mayBeSame(name, row.name)))
    .map((row) => ({ ...row, all: JSON.parse(row.evidence) as Evidence[] }));
  const places = placesOf(
    db,
    told.flatMap(({ all }) => all.flatMap((own) => [own.segmentId, own.heardIn])),
  );

  return told.flatMap(({ id, speaker_id: speakerId, name, against, all }): NameProposal[] => {
    const left = all.flatMap((own) => {
      const place = places.get(own.segmentId);
      const isSaid = place?.text.includes(own.quote) === true && place.speakerId === own.saidBy;
      return isSaid && places.get(own.heardIn)?.speakerId === speakerId ? [{ ...own, ...place }] : [];
    });
    const confidence = confidenceOf(left, against);
    if (confidence === null) return [];
    const evidence = left.map(({ segmentId, startMs, endMs, quote }) => ({
      segmentId,
      startMs,
      endMs,
      quote,
    }));
    return [{ id, speakerId, name, confidence, evidence }];
  });
}

function placesOf(db: ReadableDb, ids: readonly string[]): Map<string, Place> {
  const found = db.all<Place>(
    `SELECT id, start_ms AS startMs, end_ms AS endMs, speaker_id AS speakerId, text
     FROM segments WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...new Set(ids)]),
  );
  return new Map(found.map((place) => [place.id, place]));
}

/** One that was not turned down, with the meeting it is of. */
export function getProposal(
  db: ReadableDb,
  id: string,
): { meetingId: string; speakerId: string; name: string } {
  const row = db.get<{ meetingId: string; speakerId: string; name: string }>(
    `SELECT meetings.id AS meetingId, speaker_id AS speakerId, name
     FROM name_proposals JOIN meetings ON seq = meeting_seq WHERE name_proposals.id = ? AND state = 'open'`,
    id,
  );
  if (!row) throw missing('proposal', id);
  return row;
}

/** What was found takes the place of what was found before. */
export function putProposals(
  db: Db,
  meetingId: string,
  transcriptId: string,
  found: readonly (Finding & { id: string })[],
): void {
  db.run(`DELETE FROM name_proposals WHERE ${ofMeeting} AND state = 'open'`, meetingId);
  for (const { id, speakerId, name, evidence, against } of found)
    db.run(
      `INSERT INTO name_proposals (id, meeting_seq, transcript_id, speaker_id, name, state, evidence, against)
       SELECT ?, meeting_seq, id, ?, ?, 'open', ?, ? FROM transcripts WHERE id = ?`,
      ...[id, speakerId, name, JSON.stringify(evidence), against, transcriptId],
    );
}

/** What it rested on is of no use any more. */
export function rejectProposal(db: Db, id: string): void {
  db.run(
    `UPDATE name_proposals SET state = 'rejected', transcript_id = NULL, evidence = '[]' WHERE id = ?`,
    id,
  );
}
