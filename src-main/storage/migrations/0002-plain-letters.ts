import type { Migration } from '../migrate.ts';

/** `fold` now takes ß for ss and the like; titles were folded without when they were stored. */
export const plainLetters: Migration = {
  version: 2,
  up: `UPDATE meetings SET title_sort = fold(title) WHERE title_sort <> fold(title)`,
};
