import type { Job } from '../../../src-main/contract/jobs.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import { hasEnded } from '../queue/states.ts';
import type { QueueFeature } from '../queue/store.ts';
import type { Toasts } from '../toasts/store.ts';
import { besideShown } from './beside.ts';

interface TellReadyParts {
  api: Api;
  queue: QueueFeature;
  toasts: Toasts;
  /** The transcript of this meeting is before the person's eyes, and says so itself. */
  isInSight(meetingId: string): boolean;
  show(meetingId: string, transcriptId: string): Promise<unknown>;
}

/** Says it, wherever the person is, when a new version is ready beside one that stays shown. */
export function tellReady({ api, queue, toasts, isInSight, show }: TellReadyParts): void {
  async function tell({ meetingId, title }: Job): Promise<void> {
    const newer = besideShown((await api.transcripts.list({ meetingId })).transcripts);
    if (!newer || isInSight(meetingId)) return;
    toasts.done(text('transcript.readyIn', { version: newer.version, title }), {
      text: text('transcript.showIt'),
      run: () => void show(meetingId, newer.id),
    });
  }
  queue.store.subscribe(({ jobs }, before) => {
    if (jobs === before.jobs) return;
    const open = new Set(before.jobs.filter((job) => !hasEnded(job)).map(({ id }) => id));
    for (const job of jobs) {
      if (job.state !== 'done' || job.kind !== 'transcribe' || !open.has(job.id)) continue;
      // A meeting that is gone meanwhile needs no word.
      tell(job).catch(() => undefined);
    }
  });
}
