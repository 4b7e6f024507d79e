import type { Filter, MeetingRow, Sort } from '../../../src-main/contract/meetings.ts';

export type View =
  { kind: 'all' } | { kind: 'trash' } | { kind: 'folder'; id: string } | { kind: 'tag'; tag: string };

export function sameView(one: View, other: View): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function filterOf(view: View, text: string): Filter {
  const trimmed = text.trim();
  return {
    trashed: view.kind === 'trash',
    ...(view.kind === 'folder' && { folderId: view.id }),
    ...(view.kind === 'tag' && { tags: [view.tag] }),
    ...(trimmed !== '' && { text: trimmed }),
  };
}

/** Whether a meeting surely has no place in a view. Searched text is left out: a row does not carry all notes. */
export function isExcluded(view: View, row: MeetingRow): boolean {
  if ((row.trashedAt !== null) !== (view.kind === 'trash')) return true;
  if (view.kind === 'folder') return row.folderId !== view.id;
  if (view.kind === 'tag') return !row.tags.some((tag) => tag.toLowerCase() === view.tag.toLowerCase());
  return false;
}

/**
 * Where a row belongs among loaded ones, or undefined where only the core can tell: titles are ordered by its
 * own rules, equal dates by a second key, and what lies past the loaded part is not known here.
 */
export function placeOf(
  row: MeetingRow,
  { by, order }: Sort,
  ids: readonly string[],
  rows: ReadonlyMap<string, MeetingRow>,
  isComplete: boolean,
): number | undefined {
  if (by === 'title') return undefined;
  const direction = order === 'ascending' ? 1 : -1;
  for (const [place, id] of ids.entries()) {
    const other = rows.get(id);
    if (!other || other[by] === row[by]) return undefined;
    if ((row[by] - other[by]) * direction < 0) return place;
  }
  return isComplete ? ids.length : undefined;
}
