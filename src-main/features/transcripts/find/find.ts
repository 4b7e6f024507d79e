import { isBlank } from '../../../contract/common.ts';
import type { Changed, Match } from '../../../contract/edits.ts';
import type { Segment } from '../../../contract/transcripts.ts';
import type { Found, Query } from '../../../engines/text/types.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import { edit, openTranscript, tell, type EditParts } from '../edits/parts.ts';
import { changePassages } from '../edits/change-passages.ts';
import { inTurns } from '../edits/in-turns.ts';
import type { Row } from '../edits/rows.ts';
import { less, more, none, tallyOf, type Tally } from '../edits/tally.ts';
import { getTranscript, segmentColumns, storedWords, toSegment, type StoredSegment } from '../rows.ts';
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

/** Never half a word, where there are spaces, nor half a sign. */
const cutHead = /^(?:\S*(?=\s)|[\uDC00-\uDFFF]?)/;
const cutTail = /(?:(?<=\s)\S*|[\uD800-\uDBFF]?)$/;

export function toMatch({ start, end, replacement }: Found, { id, start_ms: startMs, text }: Text): Match {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  return {
    ...{ segmentId: id, start, end, startMs, replacement },
    text: text.slice(start, end),
    before: before.length > AROUND ? before.slice(-AROUND).replace(cutHead, '…') : before,
    after: after.length > AROUND ? after.slice(0, AROUND).replace(cutTail, '…') : after,
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
): Promise<{ matches: Match[]; texts: { segmentId: string; text: string }[]; total: number }> {
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
    texts: [...new Set(found.map(({ index }) => index))].flatMap((index) => {
      const own = texts[index];
      return own ? [{ segmentId: own.id, text: own.text }] : [];
    }),
    total,
  };
}

interface Place {
  segmentId: string;
  start: number;
  end: number;
  before?: string | undefined;
}

interface ReplaceInput extends Query {
  id: string;
  replacement: string;
  only?: readonly Place[] | undefined;
  except?: readonly Place[] | undefined;
}

/** What was ticked off in another text would stand elsewhere in this one. */
function checkSeen(texts: readonly Text[], places: readonly Place[]): void {
  const known = new Map(texts.map(({ id, text }) => [id, text]));
  for (const { segmentId, before } of places) {
    const text = known.get(segmentId);
    if (before !== undefined && text !== undefined && text !== before)
      throw new AppError('conflict', 'This passage was changed elsewhere in the meantime.');
  }
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
  checkSeen(texts, [...(only ?? []), ...except]);
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
  return replaceFound(parts, { transcriptId: id, kind: 'replace' }, byText, signal);
}

export function put(byText: Map<Text, Found[]>, text: Text, found: Found): void {
  const known = byText.get(text);
  if (known) known.push(found);
  else byText.set(text, [found]);
}

interface Ready {
  id: string;
  before: Row;
  /** null: nothing is left of it. */
  after: Row | null;
  gained: Tally;
  count: number;
}

const tallyWords = ({ words }: Segment) => tallyOf(words.map(({ probability }) => probability));

function makeReady(stored: StoredSegment, found: readonly Found[]): Ready {
  const { id, start_ms, end_ms, words } = stored;
  const segment = toSegment(stored);
  const next = changePassages(segment, found);
  const isGone = isBlank(next.text);
  return {
    id,
    before: { start_ms, end_ms, text: stored.text, words },
    after: isGone ? null : { text: next.text, words: storedWords(next.words) },
    gained: less(isGone ? none : tallyWords(next), tallyWords(segment)),
    count: found.length,
  };
}

/** In one step, made ready in turns. What somebody changes meanwhile is left alone. */
export async function replaceFound(
  parts: FindParts,
  { transcriptId, kind }: { transcriptId: string; kind: 'replace' | 'correction' },
  byText: ReadonlyMap<Text, readonly Found[]>,
  signal: AbortSignal,
): Promise<Changed & { replaced: number }> {
  const { db } = parts.library;
  const ready: Ready[] = [];
  await inTurns(byText, signal, ([{ id, text }, found]) => {
    const stored = db.get<StoredSegment>(`SELECT ${segmentColumns} FROM segments WHERE id = ?`, id);
    if (stored?.text === text) ready.push(makeReady(stored, found));
  });
  const where = openTranscript(parts, transcriptId);
  let replaced = 0;
  if (ready.length === 0) return { ...tell(parts, where.meetingId, []), replaced };
  const changed = edit(parts, { ...where, kind }, (rows) => {
    let gain = none;
    for (const { id, before, after, gained, count } of ready) {
      if (!rows.swap('segments', id, before, after)) continue;
      replaced += count;
      gain = more(gain, gained);
    }
    return gain;
  });
  return { ...changed, replaced };
}
