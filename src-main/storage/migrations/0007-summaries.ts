import type { Migration } from '../migrate.ts';

const renew = 'UPDATE search_stamps SET stamp = random() >> 12';

export const summaries: Migration = {
  version: 7,
  up: `
    CREATE TABLE summaries (
      id TEXT PRIMARY KEY,
      meeting_seq INTEGER NOT NULL REFERENCES meetings (seq) ON DELETE CASCADE,
      -- It outlives the transcript that it was made from.
      transcript_id TEXT NOT NULL,
      -- What that transcript was like.
      transcript_stamp TEXT NOT NULL,
      version INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('partial', 'complete')),
      is_chosen INTEGER NOT NULL,
      is_edited INTEGER NOT NULL DEFAULT 0,
      content TEXT NOT NULL,
      provenance TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      completed_at INTEGER,
      UNIQUE (meeting_seq, version)
    ) STRICT;
    CREATE UNIQUE INDEX summaries_chosen ON summaries (meeting_seq) WHERE is_chosen = 1;

    CREATE TRIGGER search_summary_added AFTER INSERT ON summaries WHEN new.is_chosen = 1 BEGIN
      ${renew} WHERE meeting_seq = new.meeting_seq;
    END;
    CREATE TRIGGER search_summary_changed AFTER UPDATE OF content, is_chosen ON summaries
    WHEN old.is_chosen = 1 OR new.is_chosen = 1 BEGIN
      ${renew} WHERE meeting_seq = new.meeting_seq;
    END;
    CREATE TRIGGER search_summary_removed AFTER DELETE ON summaries WHEN old.is_chosen = 1 BEGIN
      ${renew} WHERE meeting_seq = old.meeting_seq;
    END;

    -- A person's own templates, and what they made of the built-in ones: those are in no table.
    CREATE TABLE templates (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      -- A JSON array.
      sections TEXT NOT NULL,
      instructions TEXT NOT NULL,
      length TEXT NOT NULL CHECK (length IN ('short', 'medium', 'long')),
      language TEXT,
      is_hidden INTEGER NOT NULL DEFAULT 0
    ) STRICT;
  `,
};
