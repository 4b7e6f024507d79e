import type { Migration } from '../migrate.ts';

/** A check of a column can't be changed: the table is built anew. */
export const unheard: Migration = {
  version: 10,
  up: `
    CREATE TABLE guards_anew (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      transcript_id TEXT NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
      start_ms INTEGER NOT NULL,
      end_ms INTEGER NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('repetition', 'silence', 'unsure', 'crashed', 'unheard')),
      text TEXT NOT NULL,
      is_settled INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO guards_anew SELECT seq, id, transcript_id, start_ms, end_ms, reason, text, is_settled FROM guards;
    DROP TABLE guards;
    ALTER TABLE guards_anew RENAME TO guards;
    CREATE INDEX guards_in_order ON guards (transcript_id, start_ms, seq);
    CREATE INDEX guards_open ON guards (transcript_id) WHERE is_settled = 0;
  `,
};
