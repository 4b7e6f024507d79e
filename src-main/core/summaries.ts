import type { MeetMemo } from '../contract/index.ts';
import type { Settings } from '../contract/settings.ts';
import { QUICK, SERVER } from '../contract/summaries.ts';
import type { ModelsFeature } from '../features/models/create-models.ts';
import { summaryHandlers } from '../features/summaries/handlers.ts';
import { announce, summaryJob } from '../features/summaries/job.ts';
import { localModels, type LocalParts } from '../features/summaries/model/open-local.ts';
import { modelWriter } from '../features/summaries/model/write.ts';
import type { SummaryParts, Writer } from '../features/summaries/parts.ts';
import { quickWriter } from '../features/summaries/quick/write-quick.ts';
import { openServer } from '../features/summaries/server/open-server.ts';
import { hasSummaries } from '../features/summaries/rows.ts';
import { createTelling } from '../jobs/telling.ts';
import type { EventBus } from '../rpc/events.ts';

type Outside = Omit<SummaryParts, 'emit' | 'findWriter' | 'settings'> &
  LocalParts & {
    bus: EventBus<MeetMemo>;
    settings(): Settings;
    models(): Pick<ModelsFeature, 'languageFile' | 'beginRequest'>;
  };

/** Not at each word that is typed. */
const STALE_MS = 1000;

/** Summaries, and who writes them. */
export function summariesOf({ bus, models, ...outside }: Outside) {
  const { settings } = outside;
  const local = localModels(outside);
  function writerOf(modelId: string): { modelId: string; writer: Writer } {
    if (modelId === QUICK) return { modelId, writer: quickWriter };
    if (modelId === SERVER) {
      const server = openServer(settings(), { begin: models().beginRequest });
      return { modelId, writer: modelWriter(() => Promise.resolve(server)) };
    }
    const file = models().languageFile(modelId);
    return { modelId, writer: modelWriter((signal) => local.open(file, signal)) };
  }
  /** What the settings say; where that is gone or off, the built-in one. */
  function usualWriter() {
    try {
      return writerOf(settings().summaryModel);
    } catch {
      return writerOf(QUICK);
    }
  }
  const parts: SummaryParts = {
    ...outside,
    emit: bus.emit,
    findWriter: (modelId) => (modelId === undefined ? usualWriter() : writerOf(modelId)),
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
