import type { Migration } from '../migrate.ts';

export const names: Migration = {
  version: 8,
  up: `
    CREATE TABLE name_proposals (
      id TEXT PRIMARY KEY,
      meeting_seq INTEGER NOT NULL REFERENCES meetings (seq) ON DELETE CASCADE,
      -- The version whose words it rests on, and with which they go. A rejected one rests on none.
      transcript_id TEXT REFERENCES transcripts (id) ON DELETE CASCADE,
      -- Who may be gone, and come back when that is undone.
      speaker_id TEXT NOT NULL,
      name TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'rejected')),
      -- What speaks for it, a JSON array, and how much speaks against it.
      evidence TEXT NOT NULL,
      against INTEGER NOT NULL,
      CHECK ((transcript_id IS NULL) = (state = 'rejected'))
    ) STRICT;
    CREATE INDEX name_proposals_by_meeting ON name_proposals (meeting_seq);
    CREATE INDEX name_proposals_by_transcript ON name_proposals (transcript_id) WHERE transcript_id IS NOT NULL;
  `,
};
