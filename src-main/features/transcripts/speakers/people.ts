import { sameName } from '../../../contract/common.ts';
import { fold, type ReadableDb } from '../../../storage/database.ts';
import { inTurns } from '../edits/in-turns.ts';
import { edit, type EditParts } from '../edits/parts.ts';
import { mergeInto, named } from './changes.ts';
import { getSpeaker, speakersOf } from './rows.ts';

/** Most used first; as the name was written last. */
export function peopleOf(db: ReadableDb, prefix: string, limit: number) {
  return db.all<{ name: string; meetings: number }>(
    `SELECT name, meetings FROM (
       SELECT name, name_key, count(DISTINCT meeting_seq) AS meetings, max(speakers.rowid)
       FROM speakers JOIN meetings ON meetings.seq = meeting_seq
       WHERE name_key <> '' AND trashed_at IS NULL GROUP BY name_key)
     WHERE ? = '' OR instr(' ' || fold(name), ' ' || ?) > 0
     ORDER BY meetings DESC, name_key LIMIT ?`,
    ...[prefix.trim(), fold(prefix.trim()), limit],
  );
}

/** Returns in how many meetings. */
export async function renamePerson(
  parts: EditParts,
  { from, to }: { from: string; to: string },
  signal: AbortSignal,
): Promise<number> {
  const { library } = parts;
  const found = library.db.all<{ id: string }>('SELECT id FROM speakers WHERE name_key = ?', sameName(from));
  let meetings = 0;
  await inTurns(found, signal, ({ id }) => {
    // Meanwhile a window may have changed it.
    if (!library.db.get('SELECT 1 FROM speakers WHERE id = ? AND name_key = ?', id, sameName(from))) return;
    const speaker = getSpeaker(library.db, id);
    const { meetingId } = speaker;
    const namesake = speakersOf(library.db, meetingId).find(
      (own) => own.id !== id && sameName(own.name) === sameName(to),
    );
    const step = {
      meetingId,
      transcriptId: null,
      kind: namesake ? 'mergeSpeakers' : 'renameSpeaker',
    } as const;
    edit(parts, step, (rows) => {
      if (namesake) mergeInto(library.db, rows, [speaker], namesake);
      else rows.set('speakers', id, named(to));
    });
    meetings += 1;
  });
  return meetings;
}
