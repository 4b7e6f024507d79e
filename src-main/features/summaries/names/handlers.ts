import { isDeepStrictEqual } from 'node:util';
import type { AllHandlers } from '../../../contract/index.ts';
import { QUICK, SERVER } from '../../../contract/summaries.ts';
import { checkMeeting } from '../rows.ts';
import { readySource } from '../start.ts';
import { announceNames } from './job.ts';
import type { NameParts } from './parts.ts';
import { getProposal, proposalsOf, rejectProposal } from './rows.ts';

export function nameHandlers(parts: NameParts): AllHandlers['names'] {
  const { library, findModel, addJob, jobsUnderWay, jobOptions, wakeQueue, rename } = parts;
  return {
    start({ meetingId, modelId: named }) {
      const { modelId: usual } = findModel(named);
      // Who lets a server write summaries has not said that it may look for names as well.
      const options = { modelId: named === undefined && usual === SERVER ? QUICK : usual };
      readySource(parts, meetingId);
      const same = jobsUnderWay(meetingId).find(
        ({ id, kind }) => kind === 'suggestNames' && isDeepStrictEqual(jobOptions(id), options),
      );
      const job = same ?? addJob({ kind: 'suggestNames', meetingId, options });
      // What is under way may wait for a command that never came.
      wakeQueue();
      return { job };
    },
    list({ meetingId }) {
      checkMeeting(library.db, meetingId);
      return { proposals: proposalsOf(library.db, meetingId) };
    },
    accept({ id }) {
      const { speakerId, name } = getProposal(library.db, id);
      return rename(speakerId, name);
    },
    reject({ id }) {
      const { meetingId } = getProposal(library.db, id);
      rejectProposal(library.db, id);
      return announceNames(parts, meetingId);
    },
  };
}
