import { sameName } from '../../../contract/common.ts';
import type { AllHandlers } from '../../../contract/index.ts';
import { MOST_TERMS } from '../../../contract/terms.ts';
import type { Found, Wanted } from '../../../engines/text/types.ts';
import { AppError, wrapError } from '../../../rpc/errors.ts';
import type { ReadableDb } from '../../../storage/database.ts';
import { inTurns } from '../edits/in-turns.ts';
import type { TranscriptParts } from '../parts.ts';
import { MOST, put, replaceFound, textsOf, toMatch, type FindParts, type Text } from './find.ts';

export type CorrectionParts = FindParts & Pick<TranscriptParts, 'settings' | 'saveVocabulary'>;

/** So many segments are searched at once: an hour or two of talk. */
const BATCH = 2000;
const SAMPLES = 20;

interface Shown {
  id: string;
  meeting_id: string;
  title: string;
}
interface Hits extends Shown {
  byText: Map<Text, Found[]>;
}

/** What is shown of each meeting outside the trash, the newest meeting first. */
const shownTranscripts = (db: ReadableDb) =>
  db.all<Shown>(
    `SELECT transcripts.id, meetings.id AS meeting_id, meetings.title
     FROM transcripts JOIN meetings ON meetings.seq = meeting_seq
     WHERE is_chosen = 1 AND trashed_at IS NULL ORDER BY started_at DESC, meetings.seq DESC`,
  );

/** Several meetings at a time, read when their turn comes. */
function* batchesOf(db: ReadableDb, shown: readonly Shown[]) {
  let batch: { text: Text; of: Shown }[] = [];
  for (const [index, of] of shown.entries()) {
    batch.push(...textsOf(db, of.id).map((text) => ({ text, of })));
    if (batch.length < BATCH && index < shown.length - 1) continue;
    yield { batch, done: index + 1 };
    batch = [];
  }
}

type Correction = Pick<Wanted, 'text' | 'matchCase' | 'wholeWord'> & {
  replacement: string;
  run?: string | null | undefined;
};

/** Goes through the whole library, and hands over each meeting in which something is found. */
async function searchAll(
  { library, search, emit }: FindParts,
  { run = null, ...query }: Correction,
  signal: AbortSignal,
  onHits: (hits: Hits) => void | Promise<void>,
): Promise<void> {
  const shown = shownTranscripts(library.db);
  const wanted = { ...query, isPattern: false, limit: MOST };
  await inTurns(batchesOf(library.db, shown), signal, async ({ batch, done }) => {
    const { found } = await search(
      batch.map(({ text }) => text.text),
      wanted,
      signal,
    );
    const byTranscript = new Map<string, Hits>();
    for (const own of found) {
      const hit = batch[own.index];
      if (!hit) continue;
      const hits = byTranscript.get(hit.of.id) ?? { ...hit.of, byText: new Map<Text, Found[]>() };
      put(hits.byText, hit.text, own);
      byTranscript.set(hit.of.id, hits);
    }
    await inTurns(byTranscript.values(), signal, onHits);
    emit('corrections.progressed', { run, done, total: shown.length });
  });
}

export function correctionHandlers(parts: CorrectionParts): AllHandlers['corrections'] {
  return {
    async preview(query, { signal }) {
      const result = { meetings: 0, matches: 0, samples: [] as Sample[] };
      await searchAll(parts, query, signal, ({ meeting_id: meetingId, title, byText }) => {
        result.meetings += 1;
        for (const found of byText.values()) result.matches += found.length;
        const [first] = byText;
        if (first?.[1][0] && result.samples.length < SAMPLES)
          result.samples.push({ meetingId, title, ...toMatch(first[1][0], first[0]) });
      });
      return result;
    },
    async apply(query, { signal }) {
      const result = { meetings: 0, matches: 0 };
      await searchAll(parts, query, signal, async ({ id, byText }) => {
        const count = await correct(parts, id, byText, signal);
        result.matches += count;
        if (count > 0) result.meetings += 1;
      });
      return result;
    },
    learn({ term }) {
      const known = parts
        .settings()
        .vocabulary.split(',')
        .map((own) => own.trim());
      const others = known.filter((own) => own !== '' && sameName(own) !== sameName(term));
      const vocabulary = [...others, term].join(', ');
      if (vocabulary.length > MOST_TERMS)
        throw new AppError('too_large', 'The vocabulary is full.', { limit: MOST_TERMS });
      parts.saveVocabulary(vocabulary);
      return { vocabulary };
    },
  };
}

type Sample = { meetingId: string; title: string } & ReturnType<typeof toMatch>;

/** What is gone by now, still being made, or would become too long is left out. */
async function correct(
  parts: FindParts,
  transcriptId: string,
  byText: Hits['byText'],
  signal: AbortSignal,
): Promise<number> {
  try {
    const { replaced } = await replaceFound(parts, { transcriptId, kind: 'correction' }, byText, signal);
    return replaced;
  } catch (error) {
    const { code } = wrapError(error);
    if (code === 'not_found' || code === 'conflict' || code === 'too_large') return 0;
    throw error;
  }
}
