import type { EditKind } from '../../../contract/edits.ts';
import type { Db, ReadableDb } from '../../../storage/database.ts';
import { missing, type StoredWord } from '../rows.ts';
import { inverse, recordRows, writeRow, type RowChange, type RowRecorder } from './rows.ts';

export interface Step {
  meetingId: string;
  /** The version it is made in; null: it is about the meeting. */
  transcriptId: string | null;
  kind: EditKind;
}

/** What is typed with no longer pause is taken back in one go. */
const PAUSE_MS = 3000;

interface StoredStep {
  seq: number;
  transcript_id: string | null;
  kind: EditKind;
  is_undone: number;
  at: number;
  changes: string;
}

function seqOf(db: ReadableDb, meetingId: string): number {
  const row = db.get<{ seq: number }>('SELECT seq FROM meetings WHERE id = ?', meetingId);
  if (!row) throw missing('meeting', meetingId);
  return row.seq;
}

/** The one that undo takes back next, or redo makes again. */
function nextStep(db: ReadableDb, meetingSeq: number, what: 'undo' | 'redo'): StoredStep | undefined {
  return what === 'undo'
    ? db.get(
        'SELECT * FROM edits WHERE meeting_seq = ? AND is_undone = 0 ORDER BY seq DESC LIMIT 1',
        meetingSeq,
      )
    : db.get('SELECT * FROM edits WHERE meeting_seq = ? AND is_undone = 1 ORDER BY seq LIMIT 1', meetingSeq);
}

/** Makes a change and keeps how to take it back: all of it or nothing. What was undone before can't be redone after. */
export function makeStep(db: Db, step: Step, change: (rows: RowRecorder) => void): readonly RowChange[] {
  return db.transaction(() => {
    const meetingSeq = seqOf(db, step.meetingId);
    const rows = recordRows(db);
    change(rows);
    countChanges(db, rows, step.transcriptId);
    if (rows.changes.length === 0) return [];
    db.run('DELETE FROM edits WHERE meeting_seq = ? AND is_undone = 1', meetingSeq);
    db.run(
      'INSERT INTO edits (meeting_seq, transcript_id, kind, at, changes) VALUES (?, ?, ?, ?, ?)',
      ...[meetingSeq, step.transcriptId, step.kind, Date.now(), JSON.stringify(rows.changes)],
    );
    return rows.changes;
  });
}

/** Undoes or makes again one step; nothing where there is none. */
export function walk(db: Db, meetingId: string, what: 'undo' | 'redo'): readonly RowChange[] {
  return db.transaction(() => {
    const step = nextStep(db, seqOf(db, meetingId), what);
    if (!step) return [];
    const made = changesOf(step);
    const done: RowChange[] = [];
    for (const change of what === 'undo' ? made.toReversed().map(inverse) : made) {
      for (const own of [...straysOf(db, change), change]) {
        writeRow(db, own);
        done.push(own);
      }
    }
    db.run(
      'UPDATE edits SET is_undone = ?, changes = ? WHERE seq = ?',
      ...[Number(what === 'undo'), JSON.stringify(what === 'undo' ? done.toReversed().map(inverse) : done)],
      step.seq,
    );
    return done;
  });
}

const changesOf = ({ changes }: StoredStep) => JSON.parse(changes) as RowChange[];

/** A speaker who goes may have been given words since the step, by a new transcription. They belong to the step now. */
function straysOf(db: ReadableDb, [table, speakerId, , after]: RowChange): RowChange[] {
  if (table !== 'speakers' || after !== null) return [];
  return db
    .all<{ id: string }>('SELECT id FROM segments WHERE speaker_id = ?', speakerId)
    .map(({ id }) => ['segments', id, { speaker_id: speakerId }, { speaker_id: null }]);
}

/** Takes back what was typed just now in this segment, so that what comes next makes one step with it. */
export function takeBackTyping(db: Db, meetingId: string, segmentId: string): readonly RowChange[] {
  const step = nextStep(db, seqOf(db, meetingId), 'undo');
  if (step?.kind !== 'text' || Math.abs(Date.now() - step.at) > PAUSE_MS) return [];
  const taken = changesOf(step).toReversed().map(inverse);
  if (!taken.some(([, id]) => id === segmentId)) return [];
  for (const change of taken) writeRow(db, change);
  db.run('DELETE FROM edits WHERE seq = ?', step.seq);
  return taken;
}

/** With a version go its steps; which one is shown, and what could be redone, rested on it too. */
export function forgetSteps(db: Db, meetingSeq: number): void {
  db.run(`DELETE FROM edits WHERE meeting_seq = ? AND (is_undone = 1 OR kind = 'choose')`, meetingSeq);
}

export function nextKinds(db: ReadableDb, meetingId: string) {
  const meetingSeq = seqOf(db, meetingId);
  const kindOf = (what: 'undo' | 'redo') => nextStep(db, meetingSeq, what)?.kind ?? null;
  return { undo: kindOf('undo'), redo: kindOf('redo') };
}

export function historyOf(db: ReadableDb, meetingId: string, limit: number) {
  const steps = db.all<StoredStep>(
    `SELECT kind, transcript_id, at, is_undone FROM edits WHERE meeting_seq = ? ORDER BY seq DESC LIMIT ?`,
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

interface Tally {
  words: number;
  sum: number;
}

/** Of the words that a row holds; a row that says nothing of them holds none. */
function tally(words: unknown): Tally {
  if (typeof words !== 'string') return { words: 0, sum: 0 };
  const probabilities = (JSON.parse(words) as StoredWord[]).map(([, , , probability]) => probability);
  return { words: probabilities.length, sum: probabilities.reduce((sum, own) => sum + own, 0) };
}

/** A version whose segments are others now is an edited one, with its own count and confidence. */
function countChanges(db: ReadableDb, rows: RowRecorder, transcriptId: string | null): void {
  const changed = rows.changes.filter(([table]) => table === 'segments');
  if (transcriptId === null || changed.length === 0) return;
  const known = db.get<{ word_count: number; confidence: number | null }>(
    'SELECT word_count, confidence FROM transcripts WHERE id = ?',
    transcriptId,
  );
  if (!known) throw missing('transcript', transcriptId);
  let words = known.word_count;
  let sum = (known.confidence ?? 0) * words;
  let isCounted = false;
  for (const [, , before, after] of changed) {
    if (!before?.words && !after?.words) continue;
    const [one, other] = [tally(before?.words), tally(after?.words)];
    words += other.words - one.words;
    sum += other.sum - one.sum;
    isCounted = true;
  }
  rows.set('transcripts', transcriptId, {
    is_edited: 1,
    ...(isCounted && {
      word_count: words,
      confidence: words > 0 ? Math.min(1, Math.max(0, sum / words)) : null,
    }),
  });
}
