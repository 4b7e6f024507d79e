import type { SummarizeOptions } from '../../contract/summaries.ts';
import { AppError } from '../../rpc/errors.ts';
import { segmentsOf } from './deliver.ts';
import { findMeeting } from './find-meeting.ts';
import { openCore } from './open-core.ts';
import { summaryText, type summaryFormats } from './summary-lines.ts';
import { watchJob } from './watch-job.ts';

/** Summarises a meeting through the queue, in this process, and prints it. Tells whether there is a summary now. */
export async function summarize(
  home: string,
  what: string,
  options: SummarizeOptions,
  format: (typeof summaryFormats)[number],
  signal: AbortSignal,
): Promise<boolean> {
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    const meeting = await findMeeting(api, what);
    const { jobs } = await api.summaries.start({ meetingIds: [meeting.id], ...options });
    const [job] = jobs;
    if (!job) return false;
    // Somebody waits for it at a terminal.
    await api.jobs.setPriority({ ids: [job.id], priority: 10 });
    const { state } = await watchJob(api, job.id, signal);
    if (state !== 'done') return false;
    const { summaries } = await api.summaries.list({ meetingId: meeting.id });
    // The newest is what has just been made, whichever of them is shown.
    const made = summaries.find((one) => one.state === 'complete');
    if (!made) throw new AppError('not_found', 'The summary is gone.');
    const segments = await segmentsOf(api, made.transcriptId);
    const startOf = new Map(segments.map(({ id, startMs }) => [id, startMs]));
    process.stdout.write(
      format === 'json' ? `${JSON.stringify(made, null, 2)}\n` : summaryText(meeting, made, startOf),
    );
    return true;
  } finally {
    await core.close();
  }
}
