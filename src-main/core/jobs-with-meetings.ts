import type { MeetMemo } from '../contract/index.ts';
import { jobKinds, speechKinds } from '../contract/jobs.ts';
import type { AudioFeature } from '../features/audio/create-audio.ts';
import type { MeetingFiles } from '../features/meetings/handlers.ts';
import type { JobQueue } from '../jobs/create-queue.ts';
import type { EventPayload } from '../rpc/define.ts';
import type { EventBus } from '../rpc/events.ts';

/** Jobs end with what they work on: in the trash, without its sound, or gone for good. */
export function jobsWithMeetings(
  bus: EventBus<MeetMemo>,
  queue: JobQueue,
  audio: AudioFeature,
  exports: { leave(meetingIds: readonly string[]): () => Promise<void> },
): MeetingFiles {
  bus.onAny(({ name, payload }) => {
    if (name === 'meetings.trashed') {
      const { meetings } = payload as EventPayload<MeetMemo, 'meetings.trashed'>;
      queue.cancelFor(
        meetings.map(({ id }) => id),
        'The meeting was moved to the trash.',
        // What is exported goes on: it may be about others too.
        jobKinds.filter((kind) => kind !== 'export'),
      );
    } else if (name === 'audio.changed') {
      const { meetingId, state } = payload as EventPayload<MeetMemo, 'audio.changed'>;
      if (state === 'removed') queue.cancelFor([meetingId], 'The sound was removed.', speechKinds);
      if (state === 'working')
        queue.cancelFor([meetingId], 'Another track of the sound was chosen.', speechKinds);
    }
  });
  return {
    mustRest: audio.mustRest,
    moveOut(ids) {
      const moved = audio.moveOut(ids);
      try {
        // It asks what their jobs are about, and so comes before these go.
        const forget = exports.leave(ids);
        const tell = queue.leave(ids);
        return {
          restore: moved.restore,
          forget() {
            queue.forget(ids);
          },
          async finish() {
            try {
              await tell();
              await forget();
            } finally {
              await moved.finish();
            }
          },
        };
      } catch (error) {
        moved.restore();
        throw error;
      }
    },
  };
}
