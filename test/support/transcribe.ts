import { join } from 'node:path';
import type { Api } from '../../src-main/contract/index.ts';
import type { Job } from '../../src-main/contract/jobs.ts';
import type { Segment, Transcript } from '../../src-main/contract/transcripts.ts';
import { settled } from './imports.ts';
import { until } from './until.ts';

const sampleSound = join(import.meta.dirname, '../../resources/sample/sample-meeting.m4a');

/** A meeting of its own each time. */
export async function importSample(api: Api): Promise<string> {
  const { items } = await api.imports.addPaths({ paths: [sampleSound], again: true });
  const [item] = await settled(api, items);
  return item?.meetingId ?? '';
}

export const ended = (api: Api, id: string): Promise<Job> =>
  until('a job has ended', async () => {
    const job = await api.jobs.get({ id });
    return ['done', 'failed', 'cancelled'].includes(job.state) && job;
  });

/** Where nothing is left to choose, the devices need not be tried, which takes seconds. */
const withoutTrial = (api: Api) => api.settings.update({ speechDevice: 'CPU', speechThreads: 1 });

/** Starts it, waits for the end, and returns the version that came of it. */
export async function transcribe(
  api: Api,
  meetingId: string,
  options: Omit<Parameters<Api['transcripts']['start']>[0], 'meetingIds'> = {},
): Promise<Transcript> {
  await withoutTrial(api);
  const { jobs } = await api.transcripts.start({ meetingIds: [meetingId], ...options });
  const job = await ended(api, jobs[0]?.id ?? '');
  if (job.state !== 'done') throw new Error(`${job.state}: ${JSON.stringify(job.error)}`);
  const [newest] = (await api.transcripts.list({ meetingId })).transcripts;
  if (!newest) throw new Error('There is no transcript.');
  return newest;
}

export async function allSegments(api: Api, id: string): Promise<Segment[]> {
  return (await api.transcripts.segments({ id, limit: 5000 })).segments;
}

/** All that must be the same however often the work was cut off. */
export async function textOf(api: Api, id: string) {
  const { segments } = await api.transcripts.segments({ id, limit: 5000 });
  const { guards } = await api.transcripts.guards({ id });
  const { language, wordCount, confidence, provenance, openGuards } = await api.transcripts.get({ id });
  const withoutId = ({ id: _id, ...rest }: { id: string }) => rest;
  return JSON.stringify({
    ...{ language, wordCount, confidence, provenance, openGuards },
    segments: segments.map(withoutId),
    guards: guards.map(withoutId),
  });
}
