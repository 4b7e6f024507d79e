import type { ReadableDb } from '../../storage/database.ts';

/** A piece of a meeting's text, read in a moment. `isAbout`: its title or a name. `goesOn`: it follows upon the one before. */
export interface Piece {
  text: string;
  isAbout: boolean;
  goesOn: boolean;
}

const LETTERS = 20_000;
const SEGMENTS = 400;

/** A long text in slices that end between words, or at least not within a character. */
export function* slices(text: string): Generator<string> {
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + LETTERS);
    if (to < text.length) {
      const space = text.slice(from, to).search(/\s\S*$/);
      if (space > 0) to = from + space;
      else if (/[\uDC00-\uDFFF]/.test(text.charAt(to))) to -= 1;
    }
    yield text.slice(from, to);
    from = to;
  }
}

/** All that the summary says that is shown, a claim a line. */
export function summaryText(db: ReadableDb, seq: number): string {
  const row = db.get<{ text: string | null }>(
    `SELECT group_concat(json_tree.value, char(10)) AS text FROM summaries, json_tree(summaries.content)
     WHERE meeting_seq = ? AND is_chosen = 1 AND key IN ('title', 'text', 'who', 'when') AND type = 'text'`,
    seq,
  );
  return row?.text ?? '';
}

/** Title, names, notes, the summary, and what is said in the transcript that is shown. */
export function* textsOf(db: ReadableDb, seq: number): Generator<Piece> {
  const meeting = db.get<{ title: string; notes: string }>(
    'SELECT title, notes FROM meetings WHERE seq = ?',
    seq,
  );
  if (!meeting) return;
  yield { text: meeting.title, isAbout: true, goesOn: false };
  for (const { name } of db.all<{ name: string }>(
    `SELECT DISTINCT name FROM speakers WHERE meeting_seq = ? AND name <> ''`,
    seq,
  ))
    yield { text: name, isAbout: true, goesOn: false };
  let goesOn = false;
  for (const text of slices(meeting.notes)) {
    yield { text, isAbout: false, goesOn };
    goesOn = true;
  }
  goesOn = false;
  for (const text of slices(summaryText(db, seq))) {
    yield { text, isAbout: false, goesOn };
    goesOn = true;
  }
  const shown = db.get<{ id: string }>(
    'SELECT id FROM transcripts WHERE meeting_seq = ? AND is_chosen = 1',
    seq,
  );
  let after = { start_ms: -1, seq: -1 };
  for (goesOn = false; shown;) {
    const rows = db.all<{ start_ms: number; seq: number; text: string }>(
      `SELECT start_ms, seq, text FROM segments WHERE transcript_id = ? AND (start_ms, seq) > (?, ?)
       ORDER BY start_ms, seq LIMIT ?`,
      ...[shown.id, after.start_ms, after.seq, SEGMENTS],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield { text: rows.map(({ text }) => text).join(' '), isAbout: false, goesOn };
    after = last;
    goesOn = true;
  }
}
