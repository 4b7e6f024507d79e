import { isDeepStrictEqual } from 'node:util';
import type { Job } from '../../contract/jobs.ts';
import type { SummarizeOptions } from '../../contract/summaries.ts';
import { AppError } from '../../rpc/errors.ts';
import { given } from './given.ts';
import type { Brief, SummaryParts } from './parts.ts';
import { checkMeeting } from './rows.ts';
import { getTemplate, usualTemplate } from './templates/rows.ts';
import { getSource, type Source } from './transcript.ts';

/** What is left out is what template and settings say now, and stays so, whatever they say once its turn has come. */
function briefFor(parts: SummaryParts, asked: SummarizeOptions): Brief {
  const { db } = parts.library;
  const { templateId, modelId: named, ...rest } = asked;
  const { modelId } = parts.findWriter(named);
  const template =
    templateId === undefined
      ? usualTemplate(db, parts.settings().summaryTemplate)
      : getTemplate(db, templateId);
  return { ...template, ...given(rest), modelId };
}

/** The version of a meeting that can be worked on. */
export function readySource({ library, jobsUnderWay }: SummaryParts, meetingId: string): Source {
  checkMeeting(library.db, meetingId);
  const source = getSource(library.db, meetingId);
  if (source.state === 'partial' && jobsUnderWay(meetingId).some(({ kind }) => kind === 'transcribe'))
    throw new AppError('conflict', 'This meeting is being transcribed.');
  return source;
}

const unfinished = 'The transcript is not finished. Go on with it first, or choose another version of it.';

/** All of them are queued, or none. */
export function start(parts: SummaryParts, meetingIds: readonly string[], asked: SummarizeOptions): Job[] {
  const { library, addJob, jobsUnderWay, jobOptions, wakeQueue } = parts;
  const { db } = library;
  const jobs = db.transaction(() => {
    const brief = briefFor(parts, asked);
    return [...new Set(meetingIds)].map((meetingId) => {
      if (readySource(parts, meetingId).state === 'partial') throw new AppError('conflict', unfinished);
      const same = jobsUnderWay(meetingId).find(
        ({ id, kind }) => kind === 'summarize' && isDeepStrictEqual(jobOptions(id), brief),
      );
      return same ?? addJob({ kind: 'summarize', meetingId, options: brief });
    });
  });
  // What is under way may wait for a command that never came.
  wakeQueue();
  return jobs;
}
