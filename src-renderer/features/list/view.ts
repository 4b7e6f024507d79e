import type { Filter, MeetingRow, Sort } from '../../../src-main/contract/meetings.ts';

export type View =
  | { kind: 'all' }
  | { kind: 'trash' }
  | { kind: 'folder'; id: string }
  | { kind: 'tag'; tag: string }
  /** A saved search: what it looks for stands in the fields, and may be changed there. */
  | { kind: 'saved'; id: string };

/** What narrows a view further: each part is a chip that can be taken away. */
export type Narrowing = Omit<Filter, 'trashed' | 'title'>;

/** What is looked for, beside the view. */
export interface Query {
  text: string;
  filter: Narrowing;
}

export function sameView(one: View, other: View): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export const isNarrowed = ({ text, filter }: Query) => text.trim() !== '' || Object.keys(filter).length > 0;

/** Without what asks for nothing. */
export function narrowing(filter: Narrowing): Narrowing {
  const asks = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => asks(value)));
}

export function filterOf(view: View, filter: Narrowing): Filter {
  const tags = [...(view.kind === 'tag' ? [view.tag] : []), ...(filter.tags ?? [])];
  return {
    ...filter,
    trashed: view.kind === 'trash',
    ...(view.kind === 'folder' && { folderId: view.id }),
    ...(tags.length > 0 && { tags }),
  };
}

/** What a saved search begins with. Where it looks is part of it, but for the trash, where none does. */
export function queryOf({
  text,
  filter: { trashed: _never, ...filter },
}: {
  text: string;
  filter: Filter;
}): Query {
  return { text, filter };
}

/** Whether a meeting surely has no place in a view. What narrows it is left out: a row does not carry all of it. */
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
