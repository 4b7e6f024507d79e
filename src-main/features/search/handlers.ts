import type { AllHandlers } from '../../contract/index.ts';
import type { Filter, MeetingRow, Sort } from '../../contract/meetings.ts';
import type { Hit } from '../../contract/search.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import type { IndexFile, Wanted } from './index-file.ts';
import type { Indexer } from './indexer.ts';
import { locate, locateAll } from './locate.ts';
import { readQuery } from './query.ts';
import { aboutTerm, termsOf } from './terms.ts';

interface Page {
  items: MeetingRow[];
  next: string | null;
}

/** What the search needs of the rest of the app. */
export interface SearchParts {
  library: { readonly db: Db };
  /** `among`: only these, a JSON array of their numbers. */
  list(query: { filter: Filter; sort: Sort; limit: number; cursor?: string; among: string }): Page;
  count(filter: Filter, among: string): number;
}

/** Which part of the results a page ended in, and where there. */
function readCursor(cursor: string | undefined): { isAbout: boolean; cursor?: string } {
  const [part = 'about', ...rest] = cursor?.split('.') ?? [];
  if (part !== 'about' && part !== 'other') throw new AppError('invalid_input', 'The cursor does not belong to this list.');
  const own = rest.join('.');
  return { isAbout: part === 'about', ...(own !== '' && { cursor: own }) };
}

export function searchHandlers(parts: SearchParts, file: IndexFile, indexer: Indexer): AllHandlers['search'] {
  const { library, list, count } = parts;

  return {
    async find({ text, filter, sort, limit, cursor }, { signal }) {
      const start = readCursor(cursor);
      await indexer.current();
      signal.throwIfAborted();
      const { ready, total: all } = indexer.progress();
      const unready = all - ready;
      const phrases = readQuery(text);
      if (phrases.length === 0) return { items: [], next: null, total: 0, unready };
      const terms = phrases.map(termsOf);
      const isSure = terms.every((own) => own.isSure);
      const wanted = { terms: terms.flatMap((own) => own.terms), about: aboutTerm(phrases) };
      const among = (which: Wanted['which']) => file.find({ ...wanted, which });
      const items: Hit[] = [];
      const take = (rows: readonly MeetingRow[], isAbout: boolean) => {
        for (const meeting of rows) {
          const hits = locate(library.db, meeting.id, phrases);
          if (!hits) continue;
          const isEmpty = hits.notes === null && hits.momentCount === 0 && !isAbout;
          if (isEmpty && !isSure) continue;
          items.push({ meeting, isAbout, ...hits });
        }
      };
      let next: string | null = null;
      if (start.isAbout) {
        const page = list({ filter, sort, limit, among: among('about'), ...start });
        take(page.items, true);
        if (page.next !== null) next = `about.${page.next}`;
      }
      if (next === null && items.length < limit) {
        const rest = limit - items.length;
        const page = list({ filter, sort, limit: rest, among: among('other'), ...(!start.isAbout && start) });
        take(page.items, false);
        if (page.next !== null) next = `other.${page.next}`;
      } else next ??= 'other';
      return { items, next, total: count(filter, among('all')), unready };
    },
    within({ meetingId, text }) {
      const meeting = library.db.get<{ seq: number }>('SELECT seq FROM meetings WHERE id = ?', meetingId);
      if (!meeting) throw new AppError('not_found', 'This meeting does not exist.', { missing: [meetingId], count: 1 });
      return locateAll(library.db, meeting.seq, readQuery(text));
    },
    status: () => indexer.progress(),
    rebuild() {
      file.discard();
      indexer.renewed();
      return indexer.progress();
    },
  };
}

