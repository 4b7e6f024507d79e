import type { Migration } from '../migrate.ts';

export const edits: Migration = {
  version: 5,
  up: `
    CREATE TABLE speakers (
      id TEXT PRIMARY KEY,
      meeting_seq INTEGER NOT NULL REFERENCES meetings (seq) ON DELETE CASCADE,
      -- Empty: none was given.
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      number INTEGER,
      colour INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 7),
      track TEXT CHECK (track IN ('microphone', 'system')),
      -- Either counted or of a track.
      CHECK ((number IS NULL) <> (track IS NULL))
    ) STRICT;
    CREATE INDEX speakers_by_meeting ON speakers (meeting_seq);
    CREATE UNIQUE INDEX speakers_by_track ON speakers (meeting_seq, track) WHERE track IS NOT NULL;
    CREATE INDEX speakers_by_name ON speakers (name_key, meeting_seq) WHERE name_key <> '';

    ALTER TABLE segments ADD COLUMN speaker_id TEXT REFERENCES speakers (id);
    CREATE INDEX segments_by_speaker ON segments (speaker_id) WHERE speaker_id IS NOT NULL;

    -- The steps of a meeting, in their order. Those that are undone come last.
    CREATE TABLE edits (
      seq INTEGER PRIMARY KEY,
      meeting_seq INTEGER NOT NULL REFERENCES meetings (seq) ON DELETE CASCADE,
      -- The version it was made in; null: it is about the meeting.
      transcript_id TEXT REFERENCES transcripts (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      is_undone INTEGER NOT NULL DEFAULT 0,
      at INTEGER NOT NULL,
      -- [table, id, before, after] of each row: the columns that changed, all of them where it came or went.
      changes TEXT NOT NULL
    ) STRICT;
    CREATE INDEX edits_in_order ON edits (meeting_seq, is_undone, seq);
    CREATE INDEX edits_by_transcript ON edits (transcript_id) WHERE transcript_id IS NOT NULL;
  `,
};
