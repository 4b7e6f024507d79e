import { useEffect, useState } from 'react';
import type { Model } from '../../../src-main/contract/models.ts';
import { useStores } from '../../app/context.ts';
import { useModelInUse, useModels } from '../models/use-models.ts';

/** What a meeting is transcribed with where nothing is chosen: the core alone knows the sample meeting by its sound. */
export function useModelFor(meetingId: string): { isKnown: boolean; model: Model | undefined } {
  const { transcripts, toasts } = useStores();
  const models = useModels();
  const inUse = useModelInUse()?.id;
  const [known, setKnown] = useState<{ meetingId: string; modelId: string | null }>();
  useEffect(() => {
    let isOver = false;
    transcripts.usualModel(meetingId).then(
      (modelId) => {
        if (!isOver) setKnown({ meetingId, modelId });
      },
      (error: unknown) => {
        if (!isOver) toasts.failed(error, 'models');
      },
    );
    return () => {
      isOver = true;
    };
  }, [transcripts, toasts, meetingId, inUse]);
  const isKnown = known?.meetingId === meetingId;
  return { isKnown, model: isKnown ? models.find(({ id }) => id === known.modelId) : undefined };
}
