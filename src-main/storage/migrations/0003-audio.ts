import type { Migration } from '../migrate.ts';

export const audio: Migration = {
  version: 3,
  up: `
    CREATE TABLE audio (
      meeting_seq INTEGER PRIMARY KEY REFERENCES meetings (seq) ON DELETE CASCADE,
      state TEXT NOT NULL CHECK (state IN ('recording', 'working', 'ready', 'removed')),
      source TEXT NOT NULL CHECK (source IN ('imported', 'recorded')),
      sha256 TEXT,
      bytes INTEGER NOT NULL,
      container TEXT NOT NULL,
      tracks TEXT NOT NULL,
      track INTEGER,
      is_two_track INTEGER NOT NULL,
      duration_ms INTEGER,
      loudness REAL,
      is_damaged INTEGER NOT NULL,
      is_compressed INTEGER NOT NULL,
      -- The file that players get: 'sound', or 'play' where they could not read that.
      played TEXT NOT NULL CHECK (played IN ('sound', 'play')),
      position_ms INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX audio_by_hash ON audio (sha256) WHERE sha256 IS NOT NULL;

    CREATE TABLE bookmarks (
      id TEXT PRIMARY KEY,
      meeting_seq INTEGER NOT NULL REFERENCES meetings (seq) ON DELETE CASCADE,
      at_ms INTEGER NOT NULL,
      note TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX bookmarks_by_meeting ON bookmarks (meeting_seq, at_ms);
  `,
};
