import type { NotesState } from './notes-session.ts';

interface Pending {
  notes: NotesState;
  titles: ReadonlyMap<string, string>;
  dates: ReadonlyMap<string, number>;
  tags: ReadonlyMap<string, readonly string[]>;
  typing: ReadonlySet<string>;
  sending: readonly string[];
}

/** What is said of the open meeting: saved only when its notes, its title, its date and its tags all are. */
export function saveStateOf(
  { notes, titles, dates, tags, typing, sending }: Pending,
  id: string,
): NotesState['status'] {
  if (notes.status === 'unsaved' || typing.size > 0) return 'unsaved';
  if (notes.status === 'saving' || sending.includes(id)) return 'saving';
  return titles.has(id) || dates.has(id) || tags.has(id) ? 'unsaved' : 'saved';
}
