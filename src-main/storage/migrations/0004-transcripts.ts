import type { Migration } from '../migrate.ts';

export const transcripts: Migration = {
  version: 4,
  up: `
    CREATE TABLE jobs (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      meeting_seq INTEGER NOT NULL REFERENCES meetings (seq) ON DELETE CASCADE,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      priority INTEGER NOT NULL,
      -- The order among equal priorities; a person may change it.
      place INTEGER NOT NULL,
      options TEXT NOT NULL,
      -- Where it goes on, in its kind's own words; null: at the beginning.
      position TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      -- How often it has failed since it last got on.
      failures INTEGER NOT NULL DEFAULT 0,
      done_ms INTEGER NOT NULL DEFAULT 0,
      total_ms INTEGER,
      retry_at INTEGER,
      error TEXT,
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX jobs_in_order ON jobs (state, priority DESC, place);
    CREATE INDEX jobs_by_meeting ON jobs (meeting_seq);

    CREATE TABLE transcripts (
      id TEXT PRIMARY KEY,
      meeting_seq INTEGER NOT NULL REFERENCES meetings (seq) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('partial', 'complete')),
      is_chosen INTEGER NOT NULL,
      is_edited INTEGER NOT NULL DEFAULT 0,
      language TEXT,
      word_count INTEGER NOT NULL DEFAULT 0,
      confidence REAL,
      provenance TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      completed_at INTEGER,
      UNIQUE (meeting_seq, version)
    ) STRICT;
    CREATE UNIQUE INDEX transcripts_chosen ON transcripts (meeting_seq) WHERE is_chosen = 1;

    CREATE TABLE segments (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      transcript_id TEXT NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
      start_ms INTEGER NOT NULL,
      end_ms INTEGER NOT NULL,
      text TEXT NOT NULL,
      no_speech REAL,
      -- [text, start, end, probability] of each word.
      words TEXT NOT NULL
    ) STRICT;
    CREATE INDEX segments_in_order ON segments (transcript_id, start_ms, seq);

    CREATE TABLE guards (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      transcript_id TEXT NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
      start_ms INTEGER NOT NULL,
      end_ms INTEGER NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('repetition', 'silence', 'unsure', 'crashed')),
      text TEXT NOT NULL,
      is_settled INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX guards_in_order ON guards (transcript_id, start_ms, seq);

    CREATE TABLE proposals (
      id TEXT PRIMARY KEY,
      transcript_id TEXT NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
      start_ms INTEGER NOT NULL,
      end_ms INTEGER NOT NULL,
      segments TEXT NOT NULL,
      provenance TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX proposals_by_transcript ON proposals (transcript_id);

    CREATE TABLE vocabularies (
      meeting_seq INTEGER PRIMARY KEY REFERENCES meetings (seq) ON DELETE CASCADE,
      vocabulary TEXT NOT NULL
    ) STRICT;

    CREATE TABLE network_attempts (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      purpose TEXT NOT NULL,
      host TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'cancelled')),
      bytes INTEGER NOT NULL
    ) STRICT;
  `,
};
