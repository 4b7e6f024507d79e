import type { Job } from '../../../src-main/contract/jobs.ts';
import { text } from '../../i18n/translate.ts';
import { hasEnded } from '../queue/states.ts';
import type { QueueFeature } from '../queue/store.ts';
import type { Toasts } from '../toasts/store.ts';
import { besideShown, type Version } from './beside.ts';

interface TellReadyParts {
  queue: QueueFeature;
  toasts: Toasts;
  /** What makes the versions. */
  kind: Job['kind'];
  says: 'transcript.readyIn' | 'summary.readyIn';
  versionsOf(meetingId: string): Promise<readonly Version[]>;
  /** It is before the person's eyes, and says so itself. */
  isInSight(meetingId: string, id: string): boolean;
  show(meetingId: string, id: string): Promise<unknown>;
}

/** Says it, wherever the person is, when a new version is ready beside one that stays shown. */
export function tellReady({ queue, toasts, kind, says, versionsOf, isInSight, show }: TellReadyParts): void {
  async function tell({ meetingId, title }: Job): Promise<void> {
    const newer = besideShown(await versionsOf(meetingId));
    if (!newer || isInSight(meetingId, newer.id)) return;
    toasts.done(text(says, { version: newer.version, title }), {
      text: text('transcript.showIt'),
      run: () => void show(meetingId, newer.id),
    });
  }
  const since = Date.now();
  queue.store.subscribe(({ jobs }, before) => {
    if (jobs === before.jobs) return;
    const known = new Map(before.jobs.map((job) => [job.id, job]));
    for (const job of jobs) {
      if (job.state !== 'done' || job.kind !== kind) continue;
      const last = known.get(job.id);
      // A short one may be over before anybody has heard of it.
      if (last ? hasEnded(last) : job.createdAt < since) continue;
      // A meeting that is gone meanwhile needs no word.
      tell(job).catch(() => undefined);
    }
  });
}
