import { createMeetings } from '../../src-main/features/meetings/changes.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

const DAY = 86_400_000;
const NOTES = 'Decided to move the date, to ask for a second offer and to meet again in a week. '.repeat(6);

/** A library of so many meetings over four years, with notes and tags. */
export function seedLibrary(home: string, meetings: number): void {
  const library = openLibrary({ home, migrations });
  const drafts = Array.from({ length: meetings }, (_, index) => ({
    title: `Meeting ${((index * 7919) % meetings).toString()} about budget and plans`,
    startedAt: 1_700_000_000_000 + Math.floor((index / meetings) * 1460) * DAY + (index % 24) * 1_800_000,
    notes: NOTES,
    tags: [`tag ${(index % 40).toString()}`, `year ${(index % 4).toString()}`],
  }));
  createMeetings(library.db, drafts);
  library.close();
}
