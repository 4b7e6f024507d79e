import type { Migration } from '../migrate.ts';

export const meetings: Migration = {
  version: 1,
  up: `
    CREATE TABLE folders (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE meetings (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      title_sort TEXT NOT NULL,
      notes TEXT NOT NULL,
      excerpt TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      folder_id TEXT REFERENCES folders (id) ON DELETE SET NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      trashed_at INTEGER,
      revision INTEGER NOT NULL
    ) STRICT;

    -- One for each order of the list, so that each page is a walk along an index.
    CREATE INDEX meetings_by_start ON meetings ((trashed_at IS NOT NULL), started_at, seq);
    CREATE INDEX meetings_by_creation ON meetings ((trashed_at IS NOT NULL), created_at, seq);
    CREATE INDEX meetings_by_change ON meetings ((trashed_at IS NOT NULL), updated_at, seq);
    CREATE INDEX meetings_by_title ON meetings ((trashed_at IS NOT NULL), title_sort, seq);
    CREATE INDEX meetings_by_folder ON meetings (folder_id, started_at) WHERE folder_id IS NOT NULL;

    CREATE TABLE meeting_tags (
      meeting_seq INTEGER NOT NULL REFERENCES meetings (seq) ON DELETE CASCADE,
      tag_key TEXT NOT NULL,
      tag TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (meeting_seq, tag_key)
    ) STRICT;
    CREATE INDEX meeting_tags_by_tag ON meeting_tags (tag_key, meeting_seq);
  `,
};
