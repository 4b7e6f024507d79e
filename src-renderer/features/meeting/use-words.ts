import { useStore } from 'zustand';
import { useList, useOpen, useStores } from '../../app/context.ts';
import { useFound } from '../found/use-found.ts';
import { useSound } from '../player/use-player.ts';
import { hasEnded } from '../queue/states.ts';
import { useJobOf } from '../queue/use-queue.ts';
import { useTranscript } from '../transcript/use-transcript.ts';
import type { Tab } from './words.ts';

/** Which of a meeting's words are seen. Without sound and transcript there are only notes, and no tabs. */
export function useWords(meetingId: string): { hasTabs: boolean; tab: Tab; hasConflict: boolean } {
  const picked = useStore(useStores().words.store, (state) =>
    state.picked?.meetingId === meetingId ? state.picked.tab : null,
  );
  const hasConflict = useOpen((state) => state.notes.theirs !== null);
  const hasNotes = useOpen((state) => state.notes.draft !== '');
  const isReady = useSound(meetingId)?.audio?.state === 'ready';
  const hasTranscript = useTranscript((state) => state.meetingId === meetingId && state.versions.length > 0);
  const isFoundSaid = useFound((state) => state.meetingId === meetingId && state.moments.length > 0);
  const isFoundWritten = useList((state) => state.hits.get(meetingId)?.notes != null);
  const job = useJobOf(meetingId);
  const isUnderWay = job !== undefined && !hasEnded(job);
  const hasTabs = isReady || hasTranscript || isUnderWay;
  // Where what is searched for is to be seen.
  const found = isFoundSaid ? 'transcript' : isFoundWritten ? 'notes' : null;
  const usual = found ?? (hasTranscript || isUnderWay || !hasNotes ? 'transcript' : 'notes');
  return { hasTabs, tab: hasTabs && !hasConflict ? (picked ?? usual) : 'notes', hasConflict };
}
