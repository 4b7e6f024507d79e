import type { EditKind } from '../../../contract/edits.ts';
import { missing } from '../../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../../storage/database.ts';
import { checkLengths } from './length.ts';
import { inverse, recordRows, writeRow, type RowChange, type RowRecorder } from './rows.ts';
import { countWords, gainOf, type Tally } from './tally.ts';

export interface Step {
  meetingId: string;
  /** The version it is made in; null: it is about the meeting. */
  transcriptId: string | null;
  kind: EditKind;
}

/** Says what words it gained, where that is known already. */
export type Change = (rows: RowRecorder) => Tally | undefined;

/** What is typed with no longer pause is taken back in one go. */
const PAUSE_MS = 3000;

interface StoredStep {
  seq: number;
  transcript_id: string | null;
  kind: EditKind;
  is_undone: number;
  at: number;
}

/** All but what it changed, which may be megabytes. */
const about = 'seq, transcript_id, kind, is_undone, at';

function seqOf(db: ReadableDb, meetingId: string): number {
  const row = db.get<{ seq: number }>('SELECT seq FROM meetings WHERE id = ?', meetingId);
  if (!row) throw missing('meeting', meetingId);
  return row.seq;
}

/**
 * The one that undo takes back next, or redo makes again. One of a version that is not shown would change what nobody
 * sees: it waits, and what lies beyond it too, which may rest on it.
 */
function nextStep(db: ReadableDb, meetingSeq: number, what: 'undo' | 'redo'): StoredStep | undefined {
  const step = db.get<StoredStep>(
    what === 'undo'
      ? `SELECT ${about} FROM edits WHERE meeting_seq = ? AND is_undone = 0 ORDER BY seq DESC LIMIT 1`
      : `SELECT ${about} FROM edits WHERE meeting_seq = ? AND is_undone = 1 ORDER BY seq LIMIT 1`,
    meetingSeq,
  );
  const isSeen =
    step?.transcript_id == null ||
    db.get('SELECT 1 FROM transcripts WHERE id = ? AND is_chosen = 1', step.transcript_id);
  return isSeen ? step : undefined;
}

/** Makes a change and keeps how to take it back: all of it or nothing. What was undone before can't be redone after. */
export function makeStep(db: Db, step: Step, change: Change): readonly RowChange[] {
  return db.transaction(() => {
    const meetingSeq = seqOf(db, step.meetingId);
    const rows = recordRows(db);
    const gained = change(rows);
    checkLengths(rows.changes);
    countWords(rows, db, step.transcriptId, gained ?? gainOf(rows.changes));
    if (rows.changes.length === 0) return [];
    forgetUndone(db, meetingSeq);
    db.run(
      'INSERT INTO edits (meeting_seq, transcript_id, kind, at, changes) VALUES (?, ?, ?, ?, ?)',
      ...[meetingSeq, step.transcriptId, step.kind, Date.now(), JSON.stringify(rows.changes)],
    );
    return rows.changes;
  });
}

/** Undoes or makes again one step; nothing where there is none. `check`: throws where a version may not be changed now. */
export function walk(
  db: Db,
  meetingId: string,
  what: 'undo' | 'redo',
  check: (transcriptId: string) => void = () => undefined,
): readonly RowChange[] {
  return db.transaction(() => {
    const step = nextStep(db, seqOf(db, meetingId), what);
    if (!step) return [];
    if (step.transcript_id !== null) check(step.transcript_id);
    const made = changesOf(db, step);
    const done: RowChange[] = [];
    for (const change of what === 'undo' ? made.toReversed().map(inverse) : made) {
      for (const own of [...straysOf(db, change), change]) {
        writeRow(db, own);
        done.push(own);
      }
    }
    db.run('UPDATE edits SET is_undone = ? WHERE seq = ?', Number(what === 'undo'), step.seq);
    if (done.length > made.length) {
      const all = what === 'undo' ? done.toReversed().map(inverse) : done;
      db.run('UPDATE edits SET changes = ? WHERE seq = ?', JSON.stringify(all), step.seq);
    }
    return done;
  });
}

function changesOf(db: ReadableDb, { seq }: StoredStep): RowChange[] {
  const step = db.get<{ changes: string }>('SELECT changes FROM edits WHERE seq = ?', seq);
  return JSON.parse(step?.changes ?? '[]') as RowChange[];
}

/** A speaker who goes may have been given words since the step, by a new transcription. They belong to the step now. */
function straysOf(db: ReadableDb, [table, speakerId, , after]: RowChange): RowChange[] {
  if (table !== 'speakers' || after !== null) return [];
  return db
    .all<{ id: string }>('SELECT id FROM segments WHERE speaker_id = ?', speakerId)
    .map(({ id }) => ['segments', id, { speaker_id: speakerId }, { speaker_id: null }]);
}

/** Takes back what was typed just now in this segment, so that what comes next makes one step with it. */
export function takeBackTyping(db: Db, meetingId: string, segmentId: string): readonly RowChange[] {
  const meetingSeq = seqOf(db, meetingId);
  const step = nextStep(db, meetingSeq, 'undo');
  const isLast = step?.kind === 'text' && !nextStep(db, meetingSeq, 'redo');
  if (!isLast || Math.abs(Date.now() - step.at) > PAUSE_MS) return [];
  const taken = changesOf(db, step).toReversed().map(inverse);
  if (!taken.some(([, id]) => id === segmentId)) return [];
  for (const change of taken) writeRow(db, change);
  db.run('DELETE FROM edits WHERE seq = ?', step.seq);
  return taken;
}

/** Another version is shown, by nobody's choice: what was chosen before has no meaning any more. */
export function forgetChoices(db: Db, meetingSeq: number): void {
  db.run(`DELETE FROM edits WHERE meeting_seq = ? AND kind = 'choose'`, meetingSeq);
}

/** With a version go its steps, and what could be redone may have rested on them. */
export function forgetUndone(db: Db, meetingSeq: number): void {
  db.run('DELETE FROM edits WHERE meeting_seq = ? AND is_undone = 1', meetingSeq);
}

export function nextKinds(db: ReadableDb, meetingId: string) {
  const meetingSeq = seqOf(db, meetingId);
  const kindOf = (what: 'undo' | 'redo') => nextStep(db, meetingSeq, what)?.kind ?? null;
  return { undo: kindOf('undo'), redo: kindOf('redo') };
}

export function historyOf(db: ReadableDb, meetingId: string, limit: number) {
  const steps = db.all<StoredStep>(
    `SELECT ${about} FROM edits WHERE meeting_seq = ? ORDER BY seq DESC LIMIT ?`,
    ...[seqOf(db, meetingId), limit],
  );
  return {
    steps: steps.map((step) => {
      return {
        kind: step.kind,
        transcriptId: step.transcript_id,
        at: step.at,
        isUndone: step.is_undone === 1,
      };
    }),
    ...nextKinds(db, meetingId),
  };
}
