import type { AllHandlers } from '../../contract/index.ts';
import type { Filter, MeetingRow, Sort } from '../../contract/meetings.ts';
import type { Hit } from '../../contract/search.ts';
import { AppError, missing, wrapError } from '../../rpc/errors.ts';
import { fold, type Db } from '../../storage/database.ts';
import type { Library } from '../../storage/library.ts';
import { createTurns } from '../../storage/turns.ts';
import type { IndexFile } from './index-file.ts';
import type { Indexer } from './indexer.ts';
import { locate, locateAll } from './locate.ts';
import { readQuery } from './query.ts';
import { aboutTerm, termsOf } from './terms.ts';

interface Page {
  items: MeetingRow[];
  next: string | null;
}

/** Meetings by their numbers, as JSON arrays. */
type Among = readonly { isIn: boolean; seqs: string }[];

/** What the search needs of the rest of the app. */
export interface SearchParts {
  library: Pick<Library, 'db' | 'status'>;
  list(query: { filter: Filter; sort: Sort; limit: number; cursor?: string; among: Among }): Page;
  count(filter: Filter, among: Among): number;
}

/** Signs are in no index, and there are only so many titles. */
function titlesWith(db: Db, signs: string): string {
  const found = db.get<{ seqs: string }>(
    `SELECT json_group_array(seq) AS seqs FROM meetings WHERE ? <> '' AND instr(title_sort, ?) > 0`,
    ...[signs, fold(signs)],
  );
  return found?.seqs ?? '[]';
}

/** First come those that are about it. */
const ABOUT = 'about';
const OTHERS = 'others';

/** Which part of the results a page ended in, and where there. */
function readCursor(cursor: string): { isAbout: boolean; cursor?: string } {
  const [, part, own = ''] = /^(about|others)(?:\.(.*))?$/.exec(cursor) ?? [];
  if (part === undefined) throw new AppError('invalid_input', 'The cursor does not belong to this list.');
  return { isAbout: part === ABOUT, ...(own !== '' && { cursor: own }) };
}

type Find = AllHandlers['search']['find'];
type Wanted = Parameters<Find>[0];
type Found = Awaited<ReturnType<Find>>;

export function searchHandlers(parts: SearchParts, file: IndexFile, indexer: Indexer): AllHandlers['search'] {
  const { library, list, count } = parts;

  async function find({ text, filter, sort, limit, cursor }: Wanted, signal: AbortSignal): Promise<Found> {
    await indexer.current();
    signal.throwIfAborted();
    const { ready, total } = indexer.progress();
    const unready = total - ready;
    const phrases = readQuery(text);
    const terms = phrases.map(termsOf);
    const unsure = phrases.filter((_, index) => terms[index]?.isSure === false);
    const signs = phrases.length === 0 ? titlesWith(library.db, text.trim()) : undefined;
    const all = { isIn: true, seqs: signs ?? file.find(terms.flatMap((own) => own.terms)) };
    const about = signs ?? file.find([aboutTerm(phrases)]);
    const items: Hit[] = [];
    const pause = createTurns();
    let next: string | null = cursor ?? ABOUT;
    // Where not all that matches is sure to hold a phrase, the next page may be needed for this one.
    while (next !== null && items.length < limit) {
      const place = readCursor(next);
      const among = [all, { isIn: place.isAbout, seqs: about }];
      const page = list({ filter, sort, limit: limit - items.length, ...place, among });
      for (const meeting of page.items) {
        const hits = locate(library.db, meeting.id, phrases, unsure);
        if (hits) items.push({ meeting, isAbout: place.isAbout, ...hits });
        await pause();
        signal.throwIfAborted();
      }
      if (page.next !== null) next = `${place.isAbout ? ABOUT : OTHERS}.${page.next}`;
      else next = place.isAbout ? OTHERS : null;
    }
    const isAll = cursor === undefined && next === null;
    return { items, next, total: isAll ? items.length : count(filter, [all]), unready };
  }

  return {
    find: (wanted, { signal }) =>
      // An index that was damaged has been thrown away by now, and is made anew.
      find(wanted, signal).catch((error: unknown) => {
        if (wrapError(error).code !== 'library_damaged') throw error;
        return find(wanted, signal);
      }),
    within({ meetingId, text }) {
      const meeting = library.db.get<{ seq: number }>('SELECT seq FROM meetings WHERE id = ?', meetingId);
      if (!meeting) throw missing('meeting', meetingId);
      return { places: locateAll(library.db, meeting.seq, readQuery(text)) };
    },
    status: () => indexer.progress(),
    rebuild() {
      file.discard();
      indexer.renewed();
      return indexer.progress();
    },
  };
}
