import type { Migration } from '../migrate.ts';

const renew = 'UPDATE search_stamps SET stamp = random() >> 12';
const shownIn = (row: string) =>
  `(SELECT meeting_seq FROM transcripts WHERE id = ${row}.transcript_id AND is_chosen = 1)`;

export const search: Migration = {
  version: 6,
  up: `
    -- Another number whenever the words of a meeting are others. The index of words keeps the one that it has seen.
    CREATE TABLE search_stamps (
      meeting_seq INTEGER PRIMARY KEY REFERENCES meetings (seq) ON DELETE CASCADE,
      stamp INTEGER NOT NULL DEFAULT (random() >> 12)
    ) STRICT;
    INSERT INTO search_stamps (meeting_seq) SELECT seq FROM meetings;

    CREATE TRIGGER search_meeting_added AFTER INSERT ON meetings BEGIN
      INSERT INTO search_stamps (meeting_seq) VALUES (new.seq);
    END;
    CREATE TRIGGER search_meeting_changed AFTER UPDATE OF title, notes ON meetings
    WHEN old.title <> new.title OR old.notes <> new.notes BEGIN
      ${renew} WHERE meeting_seq = new.seq;
    END;
    CREATE TRIGGER search_transcript_chosen AFTER UPDATE OF is_chosen ON transcripts BEGIN
      ${renew} WHERE meeting_seq = new.meeting_seq;
    END;
    CREATE TRIGGER search_transcript_removed AFTER DELETE ON transcripts WHEN old.is_chosen = 1 BEGIN
      ${renew} WHERE meeting_seq = old.meeting_seq;
    END;
    CREATE TRIGGER search_segment_added AFTER INSERT ON segments BEGIN
      ${renew} WHERE meeting_seq = ${shownIn('new')};
    END;
    CREATE TRIGGER search_segment_changed AFTER UPDATE OF text ON segments BEGIN
      ${renew} WHERE meeting_seq = ${shownIn('new')};
    END;
    CREATE TRIGGER search_segment_removed AFTER DELETE ON segments BEGIN
      ${renew} WHERE meeting_seq = ${shownIn('old')};
    END;
    CREATE TRIGGER search_speaker_added AFTER INSERT ON speakers WHEN new.name <> '' BEGIN
      ${renew} WHERE meeting_seq = new.meeting_seq;
    END;
    CREATE TRIGGER search_speaker_changed AFTER UPDATE OF name ON speakers BEGIN
      ${renew} WHERE meeting_seq = new.meeting_seq;
    END;
    CREATE TRIGGER search_speaker_removed AFTER DELETE ON speakers WHEN old.name <> '' BEGIN
      ${renew} WHERE meeting_seq = old.meeting_seq;
    END;

    CREATE TABLE searches (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL UNIQUE,
      query TEXT NOT NULL
    ) STRICT;

    CREATE INDEX guards_open ON guards (transcript_id) WHERE is_settled = 0;
  `,
};
