import type { Migration } from '../migrate.ts';

export const meetingFiles: Migration = {
  version: 9,
  up: `
    -- As the file says that it was imported from, where that held no sound. A sound says it better.
    ALTER TABLE meetings ADD COLUMN length_ms INTEGER CHECK (length_ms >= 0);
    -- Of that file, by which it is recognised.
    ALTER TABLE meetings ADD COLUMN file_sha256 TEXT;
    CREATE INDEX meetings_by_file ON meetings (file_sha256) WHERE file_sha256 IS NOT NULL;
  `,
};
