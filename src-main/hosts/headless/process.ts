import { resolve } from 'node:path';
import type { Api } from '../../contract/index.ts';
import type { TranscribeOptions } from '../../contract/transcripts.ts';
import type { Delivery } from './deliver.ts';
import { exportInto } from './export.ts';
import { openCore } from './open-core.ts';
import { bring, sayLeftOut } from './transcribe.ts';
import { watchJob } from './watch-job.ts';
import { checkOut } from './write-out.ts';

/** What was transcribed before is not transcribed again. */
async function transcribe(
  api: Api,
  meetingId: string,
  options: TranscribeOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { transcripts } = await api.transcripts.list({ meetingId });
  if (transcripts.some(({ state, isChosen }) => isChosen && state === 'complete')) return true;
  const { jobs } = await api.transcripts.start({ meetingIds: [meetingId], ...options });
  const [job] = jobs;
  if (!job) return false;
  await api.jobs.setPriority({ ids: [job.id], priority: 10 });
  if ((await watchJob(api, job.id, signal)).state !== 'done') return false;
  const [made] = (await api.transcripts.list({ meetingId })).transcripts;
  if (made) sayLeftOut(made);
  return true;
}

/** Without a model of language it is the quick one. What a person has worked on stays. */
async function summarize(api: Api, meetingId: string, signal: AbortSignal): Promise<boolean> {
  const { summaries } = await api.summaries.list({ meetingId });
  if (summaries.some(({ state, isChosen, isStale }) => isChosen && !isStale && state === 'complete'))
    return true;
  const [job] = (await api.summaries.start({ meetingIds: [meetingId] })).jobs;
  if (!job) return false;
  await api.jobs.setPriority({ ids: [job.id], priority: 10 });
  return (await watchJob(api, job.id, signal)).state === 'done';
}

/** A file goes in, and what people need of it comes out. Tells whether all of it is there now. */
export async function processFile(
  home: string,
  file: string,
  options: TranscribeOptions,
  delivery: Delivery,
  out: string,
  signal: AbortSignal,
): Promise<boolean> {
  checkOut(resolve(out));
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    // What is asked for is judged before anything is brought in; without it there may be nothing to transcribe.
    if (Object.keys(options).length > 0) await api.transcripts.start({ meetingIds: [], ...options });
    const meetingId = await bring(api, file, signal);
    if (!(await transcribe(api, meetingId, options, signal))) return false;
    if (!(await summarize(api, meetingId, signal))) return false;
    return await exportInto(api, new Map([[meetingId, file]]), delivery, out, signal);
  } finally {
    await core.close();
  }
}
