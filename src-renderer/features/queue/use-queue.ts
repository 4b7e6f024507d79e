import { useStore } from 'zustand';
import type { Job } from '../../../src-main/contract/jobs.ts';
import type { Transcript } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { hasEnded, isOfSpeech } from './states.ts';

export const useJobs = () => useStore(useStores().queue.store, ({ jobs }) => jobs);
export const useQueue = () => useStore(useStores().queue.store, ({ queue }) => queue);

/** The work on a meeting's words, or its summary, that is under way or waits; else what ended last. */
export function useJobOf(meetingId: string, isMeant = isOfSpeech): Job | undefined {
  return useStore(useStores().queue.store, ({ jobs }) => {
    const own = jobs.filter((job) => job.meetingId === meetingId && isMeant(job));
    return own.find((job) => !hasEnded(job)) ?? own[0];
  });
}

/** The job that began it and stopped on the way, for as long as the list holds it. */
export const useStoppedOn = (
  begun: Pick<Transcript, 'meetingId' | 'createdAt'>,
  makes: Job['kind'] = 'transcribe',
): Job | undefined =>
  useJobs()
    .filter(
      ({ meetingId, kind, state, createdAt, endedAt }) =>
        meetingId === begun.meetingId &&
        kind === makes &&
        (state === 'cancelled' || state === 'failed') &&
        createdAt <= begun.createdAt &&
        begun.createdAt <= (endedAt ?? 0),
    )
    .sort((one, other) => other.createdAt - one.createdAt)[0];

/** The job that made it, for as long as the list holds it: it ended with it. */
export function useMakerOf(
  made: Pick<Transcript, 'meetingId' | 'completedAt'> | undefined,
  makes: Job['kind'] = 'transcribe',
): Job | undefined {
  return useJobs().find(
    ({ meetingId, kind, state, endedAt }) =>
      meetingId === made?.meetingId &&
      kind === makes &&
      state === 'done' &&
      (endedAt ?? 0) >= (made.completedAt ?? Infinity),
  );
}
