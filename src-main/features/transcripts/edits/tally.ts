import { missing } from '../../../rpc/errors.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import type { StoredWord } from '../rows.ts';
import type { RowChange, RowRecorder } from './rows.ts';

/** How many words, and what their likelihoods come to together. */
export interface Tally {
  words: number;
  sum: number;
}

export function tallyOf(likelihoods: readonly number[]): Tally {
  return { words: likelihoods.length, sum: likelihoods.reduce((sum, own) => sum + own, 0) };
}

export const less = (one: Tally, other: Tally): Tally => ({
  words: one.words - other.words,
  sum: one.sum - other.sum,
});

export const more = (one: Tally, other: Tally): Tally => ({
  words: one.words + other.words,
  sum: one.sum + other.sum,
});

export const none: Tally = { words: 0, sum: 0 };

/** Of the words that a row holds; a row that says nothing of them holds none. */
function stored(words: unknown): Tally {
  if (typeof words !== 'string') return none;
  return tallyOf((JSON.parse(words) as StoredWord[]).map(([, , , probability]) => probability));
}

export const gainOf = (changes: readonly RowChange[]): Tally =>
  changes
    .filter(([table]) => table === 'segments')
    .map(([, , before, after]) => less(stored(after?.words), stored(before?.words)))
    .reduce(more, none);

/** A version whose segments are others now is an edited one, with its own count and confidence. */
export function countWords(
  rows: RowRecorder,
  db: ReadableDb,
  transcriptId: string | null,
  gained: Tally,
): void {
  if (transcriptId === null || !rows.changes.some(([table]) => table === 'segments')) return;
  const known = db.get<{ word_count: number; confidence: number | null }>(
    'SELECT word_count, confidence FROM transcripts WHERE id = ?',
    transcriptId,
  );
  if (!known) throw missing('transcript', transcriptId);
  const words = Math.max(0, known.word_count + gained.words);
  const sum = (known.confidence ?? 0) * known.word_count + gained.sum;
  rows.set('transcripts', transcriptId, {
    is_edited: 1,
    ...((gained.words !== 0 || gained.sum !== 0) && {
      word_count: words,
      confidence: words > 0 ? Math.min(1, Math.max(0, sum / words)) : null,
    }),
  });
}
