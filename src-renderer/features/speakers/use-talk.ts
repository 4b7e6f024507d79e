import { useMemo } from 'react';
import { useTranscript } from '../transcript/use-transcript.ts';
import { talkOf } from './talk.ts';

export function useTalk() {
  const segments = useTranscript((state) => state.segments);
  return useMemo(() => talkOf(segments ?? []), [segments]);
}
