import type { AllHandlers } from '../../contract/index.ts';
import { chooseSummary, removeSummary } from './changes.ts';
import { editSummary } from './edit.ts';
import { announce } from './job.ts';
import type { SummaryParts } from './parts.ts';
import { checkMeeting, getSummary, summariesOf } from './rows.ts';
import { start } from './start.ts';
import { templateHandlers } from './templates/handlers.ts';

export function summaryHandlers(parts: SummaryParts): Pick<AllHandlers, 'summaries' | 'templates'> {
  const { library, emit } = parts;
  return {
    summaries: {
      start: ({ meetingIds, ...asked }) => ({ jobs: start(parts, meetingIds, asked) }),
      list({ meetingId }) {
        checkMeeting(library.db, meetingId);
        return { summaries: summariesOf(library.db, meetingId) };
      },
      get: ({ id }) => getSummary(library.db, id),
      update({ id, content, before }) {
        const summary = editSummary(library.db, id, content, before);
        announce(parts, summary.meetingId);
        return summary;
      },
      choose({ id }) {
        const { meetingId } = getSummary(library.db, id);
        chooseSummary(library.db, id);
        return announce(parts, meetingId);
      },
      async remove({ id }) {
        const { meetingId } = getSummary(library.db, id);
        library.freeing((db) => {
          db.transaction(() => {
            removeSummary(db, id);
            parts.forgetVersion(id);
          });
        });
        const left = announce(parts, meetingId);
        await parts.forgetWords(meetingId);
        library.keepReserve();
        return left;
      },
    },
    templates: templateHandlers(library, emit),
  };
}
