import { useEffect, useState } from 'react';
import { useStores } from '../../app/context.ts';

/** The names and terms of a meeting; null: not read yet. */
export function useVocabulary(meetingId: string): string | null {
  const { transcripts, toasts } = useStores();
  const [vocabulary, setVocabulary] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    transcripts.vocabulary(meetingId).then(
      (read) => {
        if (!isOver) setVocabulary(read);
      },
      (error: unknown) => {
        if (!isOver) toasts.failed(error, 'vocabulary');
      },
    );
    return () => {
      isOver = true;
    };
  }, [transcripts, toasts, meetingId]);
  return vocabulary;
}
