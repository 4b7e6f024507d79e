import type { NameProposal } from '../../contract/names.ts';
import { clock } from '../../features/exports/clock.ts';
import { findMeeting } from './find-meeting.ts';
import { plain } from './import-lines.ts';
import { openCore } from './open-core.ts';
import { watchJob } from './watch-job.ts';

const sure = { high: 'quite sure', medium: 'likely', low: 'perhaps' };

function lines({ name, confidence, evidence }: NameProposal, who: string): string[] {
  const quotes = evidence.map(({ startMs, quote }) => `  ${clock(startMs)}  “${plain(quote)}”`);
  return [`${who}: ${plain(name)} (${sure[confidence]})`, ...quotes];
}

const nothingFound = (speakers: number) =>
  speakers === 0
    ? 'Nobody is told apart in this meeting yet, so that there is nobody to name. Speakers are added in the window.'
    : 'No names were found in what is said.';

/** Looks for names through the queue, in this process, and prints what it found. Nobody is renamed. */
export async function suggestNames(
  home: string,
  what: string,
  modelId: string | undefined,
  isJson: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    const { id: meetingId } = await findMeeting(api, what);
    const { job } = await api.names.start({ meetingId, ...(modelId !== undefined && { modelId }) });
    // Somebody waits for it at a terminal.
    await api.jobs.setPriority({ ids: [job.id], priority: 10 });
    const { state } = await watchJob(api, job.id, signal);
    if (state !== 'done') return false;
    const { proposals } = await api.names.list({ meetingId });
    const { speakers } = await api.speakers.list({ meetingId });
    const whoIs = (id: string) => {
      const speaker = speakers.find((own) => own.id === id);
      if (speaker?.track) return speaker.track === 'microphone' ? 'Me' : 'Others';
      return `Speaker ${speaker?.number ?? '?'}`;
    };
    const text = proposals.flatMap((own) => lines(own, whoIs(own.speakerId)));
    if (isJson) process.stdout.write(`${JSON.stringify({ proposals }, null, 2)}\n`);
    else process.stdout.write(`${text.join('\n') || nothingFound(speakers.length)}\n`);
    return true;
  } finally {
    await core.close();
  }
}
