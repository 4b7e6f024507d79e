import { align } from '../../contract/align.ts';
import { AppError } from '../../rpc/errors.ts';
import type { ReadableDb } from '../../storage/database.ts';
import { inTurns } from './edits/in-turns.ts';
import { keyOf, wordsOf, type Word } from './edits/retime.ts';
import { spaceBetween } from './pipeline/join.ts';
import { getTranscript, segmentColumns, toSegment, type StoredSegment } from './rows.ts';

/** So much is aligned at once: all of a long meeting would take minutes. */
const WINDOW_MS = 60_000;
/** The last words of a window may have theirs in the next one. */
const LATE_MS = 2000;
/** Where two versions have nothing in common for so long, no more is waited for. */
const LONGEST_MS = 5 * WINDOW_MS;

interface Part {
  startMs: number;
  endMs: number;
  text: string;
  other: string;
}

/** What begins in a window, with a space between segments. */
function wordsWithin(db: ReadableDb, id: string, fromMs: number, toMs: number): Word[] {
  const rows = db.all<StoredSegment>(
    `SELECT ${segmentColumns} FROM segments
     WHERE transcript_id = ? AND start_ms >= ? AND start_ms < ? ORDER BY start_ms, seq`,
    ...[id, fromMs, toMs],
  );
  return rows.flatMap((row) => {
    const [first, ...others] = wordsOf(toSegment(row));
    return first ? [{ ...first, text: spaceBetween('.', first.text) + first.text }, ...others] : [];
  });
}

/** Two versions of a meeting, word by word. */
export async function compare(
  db: ReadableDb,
  { id, otherId }: { id: string; otherId: string },
  signal: AbortSignal,
): Promise<Part[]> {
  if (getTranscript(db, id).meetingId !== getTranscript(db, otherId).meetingId)
    throw new AppError('invalid_input', 'These transcripts are of two meetings.');
  const end = db.get<{ ms: number | null }>(
    'SELECT max(start_ms) AS ms FROM segments WHERE transcript_id IN (?, ?)',
    ...[id, otherId],
  );
  const parts: Part[] = [];
  let [own, other]: [Word[], Word[]] = [[], []];
  const take = (pairs: readonly (readonly [number, number])[], ownCount: number, otherCount: number) => {
    addParts(parts, own.slice(0, ownCount), other.slice(0, otherCount), pairs);
    [own, other] = [own.slice(ownCount), other.slice(otherCount)];
  };
  await inTurns(windows(end?.ms ?? 0), signal, ({ fromMs, toMs, isLast }) => {
    own = [...own, ...wordsWithin(db, id, fromMs, toMs)];
    other = [...other, ...wordsWithin(db, otherId, fromMs, toMs)];
    const pairs = align(own.map(keyed), other.map(keyed));
    const isEarly = (word: Word | undefined) => (word?.startMs ?? 0) < toMs - LATE_MS;
    const sure = pairs.findLastIndex(([a, b]) => isEarly(own[a]) && isEarly(other[b]));
    const [a, b] = pairs[sure] ?? [-1, -1];
    const begun = Math.min(own[0]?.startMs ?? toMs, other[0]?.startMs ?? toMs);
    if (isLast || (sure < 0 && toMs - begun > LONGEST_MS)) take(pairs, own.length, other.length);
    else take(pairs.slice(0, sure + 1), a + 1, b + 1);
  });
  return parts;
}

const keyed = ({ text }: Word) => keyOf(text);

function* windows(lastMs: number) {
  for (let fromMs = 0; fromMs <= lastMs; fromMs += WINDOW_MS)
    yield { fromMs, toMs: fromMs + WINDOW_MS, isLast: fromMs + WINDOW_MS > lastMs };
}

/** Runs of words that are the same in both, and of words that are not. */
function addParts(
  parts: Part[],
  own: readonly Word[],
  other: readonly Word[],
  pairs: readonly (readonly [number, number])[],
): void {
  const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join('');
  const add = (one: readonly Word[], two: readonly Word[]) => {
    const both = [...one, ...two];
    if (both.length === 0) return;
    const startMs = Math.min(...both.map((word) => word.startMs));
    const endMs = Math.max(...both.map((word) => word.endMs));
    const text = textOf(one);
    const isSame = text.trim() === textOf(two).trim();
    const last = parts.at(-1);
    if (last && (last.text === last.other) === isSame) {
      parts[parts.length - 1] = {
        ...{ startMs: last.startMs, endMs: Math.max(last.endMs, endMs) },
        ...{ text: last.text + text, other: last.other + (isSame ? text : textOf(two)) },
      };
    } else parts.push({ startMs, endMs, text, other: isSame ? text : textOf(two) });
  };
  let [a, b] = [0, 0];
  for (const [toA, toB] of pairs) {
    add(own.slice(a, toA), other.slice(b, toB));
    add(own.slice(toA, toA + 1), other.slice(toB, toB + 1));
    [a, b] = [toA + 1, toB + 1];
  }
  add(own.slice(a), other.slice(b));
}
