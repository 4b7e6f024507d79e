import type { Db } from '../../../storage/database.ts';

/** What steps change, and so what undo puts back: each table's columns, the key `id` apart. */
const tables = {
  segments: ['seq', 'transcript_id', 'speaker_id', 'start_ms', 'end_ms', 'text', 'no_speech', 'words'],
  speakers: ['meeting_seq', 'name', 'name_key', 'number', 'colour', 'track'],
  guards: ['transcript_id', 'start_ms', 'end_ms', 'reason', 'text', 'is_settled'],
  proposals: ['transcript_id', 'start_ms', 'end_ms', 'segments', 'provenance', 'created_at'],
  transcripts: ['is_chosen', 'is_edited', 'word_count', 'confidence'],
};
export type Table = keyof typeof tables;
export type Row = Record<string, string | number | null>;

/** Before and after: the columns that changed; all of them, and null, where the row came or went. */
export type RowChange = readonly [table: Table, id: string, before: Row | null, after: Row | null];

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]));

/** Changes rows and keeps what is needed to take it back. */
export function recordRows(db: Db) {
  const changes: RowChange[] = [];
  const read = (table: Table, id: string, columns: readonly string[]) =>
    db.get<Row>(`SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`, id);
  const change = (made: RowChange) => {
    writeRow(db, made);
    changes.push(made);
  };
  const dropAll = (table: Table, ids: readonly string[]) => {
    const list = JSON.stringify(ids);
    const within = `FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`;
    const gone = db.all<Row & { id: string }>(`SELECT id, ${tables[table].join(', ')} ${within}`, list);
    db.run(`DELETE ${within}`, list);
    for (const { id, ...before } of gone) changes.push([table, id, before, null]);
  };
  return {
    changes: changes as readonly RowChange[],
    add(table: Table, id: string, row: Row): void {
      writeRow(db, [table, id, null, row]);
      changes.push([table, id, null, read(table, id, tables[table]) ?? row]);
    },
    set(table: Table, id: string, columns: Row): void {
      const before = read(table, id, Object.keys(columns));
      const others = Object.keys(columns).filter((name) => before && before[name] !== columns[name]);
      if (!before || others.length === 0) return;
      change([table, id, pick(before, others), pick(columns, others)]);
    },
    /** Many rows at once: one statement takes a fraction of the time. */
    setAll(table: Table, ids: readonly string[], column: string, value: string | null): void {
      const others = db.all<Row & { id: string }>(
        `SELECT id, ${column} FROM ${table} WHERE id IN (SELECT value FROM json_each(?)) AND ${column} IS NOT ?`,
        ...[JSON.stringify(ids), value],
      );
      db.run(
        `UPDATE ${table} SET ${column} = ? WHERE id IN (SELECT value FROM json_each(?))`,
        ...[value, JSON.stringify(others.map(({ id }) => id))],
      );
      for (const { id, ...before } of others) changes.push([table, id, before, { [column]: value }]);
    },
    dropAll,
    /** Where a row still is what it was; null: it goes. Says whether it was. What was made ready costs one statement. */
    swap(table: Table, id: string, before: Row, after: Row | null): boolean {
      const are = (row: Row) => Object.keys(row).map((name) => `${name} = ?`);
      const still = `WHERE id = ? AND ${are(before).join(' AND ')}`;
      const known = [id, ...Object.values(before)];
      const others = Object.keys(after ?? {}).filter((name) => before[name] !== after?.[name]);
      if (!after || others.length === 0) {
        if (!db.get(`SELECT 1 FROM ${table} ${still}`, ...known)) return false;
        if (!after) dropAll(table, [id]);
        return true;
      }
      const to = pick(after, others);
      const sql = `UPDATE ${table} SET ${are(to).join(', ')} ${still}`;
      if (db.run(sql, ...Object.values(to), ...known) === 0) return false;
      changes.push([table, id, pick(before, others), to]);
      return true;
    },
  };
}
export type RowRecorder = ReturnType<typeof recordRows>;

export const inverse = ([table, id, before, after]: RowChange): RowChange => [table, id, after, before];

/** What belonged to a version that was removed since is passed over. */
export function writeRow(db: Db, [table, id, before, after]: RowChange): void {
  if (after === null) {
    db.run(`DELETE FROM ${table} WHERE id = ?`, id);
    return;
  }
  // Rows that come from a file are not to bring their own SQL.
  const columns = tables[table].filter((name) => name in after);
  const values = columns.map((name) => after[name] ?? null);
  if (before !== null) {
    db.run(
      `UPDATE ${table} SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      ...values,
      id,
    );
  } else if (isWanted(db, after)) {
    const marks = columns.map((name) => (name === 'seq' ? freeSeq : '?')).join(', ');
    db.run(`INSERT INTO ${table} (id, ${columns.join(', ')}) VALUES (?, ${marks})`, id, ...values);
  }
}

/** A row's place among equals, unless a job has given it to another meanwhile. */
const freeSeq =
  '(SELECT own FROM (SELECT ? AS own) WHERE NOT EXISTS (SELECT 1 FROM segments WHERE seq = own))';

function isWanted(db: Db, { transcript_id: transcriptId = null }: Row): boolean {
  return (
    transcriptId === null || db.get('SELECT 1 FROM transcripts WHERE id = ?', transcriptId) !== undefined
  );
}
