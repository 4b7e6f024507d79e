import type { Changed, Match } from '../../../contract/edits.ts';
import type { Found, Query } from '../../../engines/text/types.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import { edit, openTranscript, tell, type EditParts } from '../edits/parts.ts';
import { toRow, withText } from '../edits/segments.ts';
import { getTranscript, segmentColumns, toSegment, type StoredSegment } from '../rows.ts';
import type { Searcher } from './searcher.ts';

export type FindParts = EditParts & { search: Searcher };

/** Letters around a match, for the eye. */
const AROUND = 40;
/** Whoever replaces more than this in one go has the wrong pattern. */
export const MOST = 100_000;

export type Text = Pick<StoredSegment, 'id' | 'start_ms' | 'text'>;

export const textsOf = (db: ReadableDb, transcriptId: string) =>
  db.all<Text>(
    'SELECT id, start_ms, text FROM segments WHERE transcript_id = ? ORDER BY start_ms, seq',
    transcriptId,
  );

export function toMatch({ start, end, replacement }: Found, { id, start_ms: startMs, text }: Text): Match {
  const [before, after] = [text.slice(Math.max(0, start - AROUND), start), text.slice(end, end + AROUND)];
  return {
    ...{ segmentId: id, start, end, startMs, replacement },
    text: text.slice(start, end),
    // Never half a sign.
    before: before.replace(/^[\uDC00-\uDFFF]/, ''),
    after: after.replace(/[\uD800-\uDBFF]$/, ''),
  };
}

interface FindInput extends Query {
  id: string;
  replacement?: string | undefined;
  limit: number;
}

export async function find(
  { library, search }: FindParts,
  { id, replacement, ...query }: FindInput,
  signal: AbortSignal,
): Promise<{ matches: Match[]; total: number }> {
  getTranscript(library.db, id);
  const texts = textsOf(library.db, id);
  const wanted = { ...query, replacement: replacement ?? null };
  const { found, total } = await search(
    texts.map(({ text }) => text),
    wanted,
    signal,
  );
  return {
    matches: found.flatMap((own) => {
      const text = texts[own.index];
      return text ? [toMatch(own, text)] : [];
    }),
    total,
  };
}

/** A text with everything in its place that was found in it. */
function replaced(text: string, found: readonly Found[]): string {
  let at = 0;
  const parts = found.flatMap(({ start, end, replacement }) => {
    const before = text.slice(at, start);
    at = end;
    return [before, replacement ?? ''];
  });
  return [...parts, text.slice(at)].join('');
}

interface Place {
  segmentId: string;
  start: number;
  end: number;
}

interface ReplaceInput extends Query {
  id: string;
  replacement: string;
  only?: readonly Place[] | undefined;
  except?: readonly Place[] | undefined;
}

const placeOf = ({ segmentId, start, end }: Place) => `${segmentId} ${start} ${end}`;

export async function replace(
  parts: FindParts,
  { id, only, except = [], ...query }: ReplaceInput,
  signal: AbortSignal,
): Promise<Changed & { replaced: number }> {
  const { db } = parts.library;
  openTranscript(parts, id);
  const texts = textsOf(db, id);
  const wanted = { ...query, limit: MOST };
  const { found, total } = await parts.search(
    texts.map(({ text }) => text),
    wanted,
    signal,
  );
  if (total > MOST)
    throw new AppError('too_large', 'Too much is found to be replaced at once.', { limit: MOST });
  const chosen = only && new Set(only.map(placeOf));
  const spared = new Set(except.map(placeOf));
  const byText = new Map<Text, Found[]>();
  for (const own of found) {
    const text = texts[own.index];
    if (!text) continue;
    const place = placeOf({ ...own, segmentId: text.id });
    if (spared.has(place) || chosen?.has(place) === false) continue;
    put(byText, text, own);
  }
  return replaceFound(parts, { transcriptId: id, kind: 'replace' }, byText);
}

export function put(byText: Map<Text, Found[]>, text: Text, found: Found): void {
  const known = byText.get(text);
  if (known) known.push(found);
  else byText.set(text, [found]);
}

/** In one step. What somebody has changed since it was searched is left alone. */
export function replaceFound(
  parts: FindParts,
  { transcriptId, kind }: { transcriptId: string; kind: 'replace' | 'correction' },
  byText: ReadonlyMap<Text, readonly Found[]>,
): Changed & { replaced: number } {
  const { db } = parts.library;
  const where = openTranscript(parts, transcriptId);
  let count = 0;
  if (byText.size === 0) return { ...tell(parts, where.meetingId, []), replaced: count };
  const changed = edit(parts, { ...where, kind }, (rows) => {
    for (const [{ id, text }, found] of byText) {
      const stored = db.get<StoredSegment>(`SELECT ${segmentColumns} FROM segments WHERE id = ?`, id);
      if (stored?.text !== text) continue;
      const next = replaced(text, found);
      count += found.length;
      if (next.trim() === '') rows.dropAll('segments', [id]);
      else rows.set('segments', id, toRow(withText(toSegment(stored), next)));
    }
  });
  return { ...changed, replaced: count };
}
