import { randomUUID } from 'node:crypto';
import { sameName } from '../../../contract/common.ts';
import type { Changed } from '../../../contract/edits.ts';
import type { Speaker } from '../../../contract/speaker.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import { edit, openSegments, type EditParts } from '../edits/parts.ts';
import type { RowRecorder } from '../edits/rows.ts';
import { checkMeeting } from '../rows.ts';
import { getSpeaker, speakersOf } from './rows.ts';

const COLOURS = 8;

export const named = (name: string) => ({ name, name_key: sameName(name) });

/** Two of one name would be taken for one. */
function checkName(db: ReadableDb, meetingId: string, name: string, id?: string): void {
  const key = sameName(name);
  const other = speakersOf(db, meetingId).find((own) => own.id !== id && sameName(own.name) === key);
  if (name !== '' && other)
    throw new AppError('name_taken', 'Another speaker of this meeting has this name.', { id: other.id });
}

/** The first that nobody has, or else the next in turn. */
function freeColour(speakers: readonly Speaker[]): number {
  const taken = new Set(speakers.map(({ colour }) => colour));
  const free = Array.from({ length: COLOURS }, (_, colour) => colour).find((colour) => !taken.has(colour));
  return free ?? speakers.length % COLOURS;
}

interface NewSpeaker {
  meetingId: string;
  name?: string | undefined;
  segmentIds?: readonly string[] | undefined;
}

export function addSpeaker(parts: EditParts, { meetingId, name = '', segmentIds }: NewSpeaker) {
  const { db } = parts.library;
  checkMeeting(db, meetingId);
  const where = segmentIds && openSegments(parts, segmentIds);
  if (where && where.meetingId !== meetingId)
    throw new AppError('invalid_input', 'These segments are of another meeting.');
  checkName(db, meetingId, name);
  const known = speakersOf(db, meetingId);
  const id = randomUUID();
  const changed = edit(
    parts,
    { meetingId, transcriptId: where?.transcriptId ?? null, kind: 'addSpeaker' },
    (rows) => {
      rows.add('speakers', id, {
        meeting_seq: db.get<{ seq: number }>('SELECT seq FROM meetings WHERE id = ?', meetingId)?.seq ?? null,
        ...named(name),
        number: 1 + Math.max(0, ...known.map(({ number }) => number ?? 0)),
        colour: freeColour(known),
        track: null,
      });
      for (const segment of where?.segments ?? []) rows.set('segments', segment.id, { speaker_id: id });
    },
  );
  return { ...changed, speakerId: id };
}

export function renameSpeaker(parts: EditParts, id: string, name: string): Changed {
  const { meetingId } = getSpeaker(parts.library.db, id);
  checkName(parts.library.db, meetingId, name, id);
  return edit(parts, { meetingId, transcriptId: null, kind: 'renameSpeaker' }, (rows) => {
    rows.set('speakers', id, named(name));
  });
}

export function recolourSpeaker(parts: EditParts, id: string, colour: number): Changed {
  const { meetingId } = getSpeaker(parts.library.db, id);
  return edit(parts, { meetingId, transcriptId: null, kind: 'recolourSpeaker' }, (rows) => {
    rows.set('speakers', id, { colour });
  });
}

const saidBy = (db: ReadableDb, id: string) =>
  db.all<{ id: string }>('SELECT id FROM segments WHERE speaker_id = ?', id);

/** In all versions, so that none of them needs who is gone. */
export function mergeInto(
  db: ReadableDb,
  rows: RowRecorder,
  others: readonly Speaker[],
  into: Speaker,
): void {
  for (const other of others) {
    for (const segment of saidBy(db, other.id)) rows.set('segments', segment.id, { speaker_id: into.id });
    rows.drop('speakers', other.id);
  }
  const name = into.name || (others.find((own) => own.name !== '')?.name ?? '');
  rows.set('speakers', into.id, named(name));
}

export function mergeSpeakers(parts: EditParts, ids: readonly string[], intoId: string): Changed {
  const { db } = parts.library;
  const into = getSpeaker(db, intoId);
  const others = [...new Set(ids)].filter((id) => id !== intoId).map((id) => getSpeaker(db, id));
  const { meetingId } = into;
  if (others.some((own) => own.meetingId !== meetingId))
    throw new AppError('invalid_input', 'These speakers are not all of one meeting.');
  return edit(parts, { meetingId, transcriptId: null, kind: 'mergeSpeakers' }, (rows) => {
    mergeInto(db, rows, others, into);
  });
}

export function removeSpeaker(parts: EditParts, id: string): Changed {
  const { db } = parts.library;
  const { meetingId } = getSpeaker(db, id);
  if (saidBy(db, id).length > 0)
    throw new AppError('conflict', 'This speaker says something, in this version or another.');
  return edit(parts, { meetingId, transcriptId: null, kind: 'removeSpeaker' }, (rows) => {
    rows.drop('speakers', id);
  });
}
