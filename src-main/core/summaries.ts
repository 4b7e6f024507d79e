import type { MeetMemo } from '../contract/index.ts';
import { QUICK } from '../contract/summaries.ts';
import { summaryHandlers } from '../features/summaries/handlers.ts';
import { announce, summaryJob } from '../features/summaries/job.ts';
import { localModels, type LanguageFile, type LocalParts } from '../features/summaries/model/open-local.ts';
import { modelWriter } from '../features/summaries/model/write.ts';
import type { SummaryParts } from '../features/summaries/parts.ts';
import { quickWriter } from '../features/summaries/quick/write-quick.ts';
import { hasSummaries } from '../features/summaries/rows.ts';
import { createTelling } from '../jobs/telling.ts';
import type { EventBus } from '../rpc/events.ts';

type Outside = Omit<SummaryParts, 'emit' | 'findWriter'> &
  LocalParts & {
    bus: EventBus<MeetMemo>;
    /** Throws `no_model`. */
    languageFile(id: string): LanguageFile;
  };

/** Not at each word that is typed. */
const STALE_MS = 1000;

/** Summaries, and who writes them. */
export function summariesOf({ bus, ...outside }: Outside) {
  const local = localModels(outside);
  const parts: SummaryParts = {
    ...outside,
    emit: bus.emit,
    findWriter(modelId = QUICK) {
      if (modelId === QUICK) return { modelId, writer: quickWriter };
      const file = outside.languageFile(modelId);
      const open = (signal: AbortSignal) => local.open(file, signal);
      return { modelId, writer: modelWriter(open) };
    },
  };
  /** An edit of the transcript makes them stale, and to undo it makes them as good as before. */
  const stale = createTelling((ids) => {
    for (const id of ids) if (hasSummaries(outside.library.db, id)) announce(parts, id);
  }, STALE_MS);
  bus.onAny(({ name, payload }) => {
    if (name === 'transcripts.changed' || name === 'edits.changed')
      stale.add([(payload as { meetingId: string }).meetingId]);
  });
  return { handlers: summaryHandlers(parts), job: summaryJob(parts), close: stale.close };
}
