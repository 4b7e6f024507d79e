import type { Api } from '../../src-main/contract/index.ts';
import type { Summary, SummarizeOptions } from '../../src-main/contract/summaries.ts';
import type { Core } from '../../src-main/core/create-core.ts';
import { plantTranscript } from './plant-transcript.ts';
import { until } from './until.ts';

const said = [
  'Good morning, everybody.',
  'The warehouse in Leeds runs out of space next spring.',
  'We have decided to take the offer from Hull.',
  'Owen will sign the contract for the hall by Wednesday.',
  'What does the insurance of the cold store cost?',
  'Nobody has asked the broker so far.',
];

/** A meeting with a transcript, as an engine would have left it. */
export async function plantMeeting(api: Api, home: string, title = 'Warehouse') {
  const { id } = await api.meetings.create({ title });
  const segments = said.map((text, index) => ({ text, speaker: index % 2 }));
  const { speakerIds, segmentIds } = plantTranscript(home, id, { segments, speakers: ['Maya', ''] });
  return { id, speakerIds, segmentIds };
}

/** Waits for the summary of a meeting. */
export async function summarized(
  core: Core,
  meetingId: string,
  options: SummarizeOptions = {},
): Promise<Summary> {
  const { api } = core.connect();
  const { jobs } = await api.summaries.start({ meetingIds: [meetingId], ...options });
  await until('the job is done', async () => {
    const job = await api.jobs.get({ id: jobs[0]?.id ?? '' });
    if (job.state === 'failed') throw new Error(job.error?.code);
    return job.state === 'done';
  });
  const { summaries } = await api.summaries.list({ meetingId });
  const [made] = summaries;
  if (!made) throw new Error('There is no summary');
  return made;
}
