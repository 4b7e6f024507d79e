import { useStore } from 'zustand';
import type { Job } from '../../../src-main/contract/jobs.ts';
import type { Transcript } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { hasEnded, isOfSpeech } from './states.ts';

export const useJobs = () => useStore(useStores().queue.store, ({ jobs }) => jobs);
export const useQueue = () => useStore(useStores().queue.store, ({ queue }) => queue);

/** The transcription of a meeting that is under way or waits; else the one that ended last. */
export function useJobOf(meetingId: string): Job | undefined {
  return useStore(useStores().queue.store, ({ jobs }) => {
    const own = jobs.filter((job) => job.meetingId === meetingId && isOfSpeech(job));
    return own.find((job) => !hasEnded(job)) ?? own[0];
  });
}

/** The job that made a transcript, for as long as the list holds it: it ended with it. */
export function useMakerOf(made: Transcript | undefined): Job | undefined {
  return useJobs().find(
    ({ meetingId, kind, state, endedAt }) =>
      meetingId === made?.meetingId &&
      kind === 'transcribe' &&
      state === 'done' &&
      (endedAt ?? 0) >= (made.completedAt ?? Infinity),
  );
}
