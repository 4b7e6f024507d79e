import { useCallback, type ClipboardEvent } from 'react';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { copiedText } from './copied.ts';
import { partsOf } from './places.ts';

/** What is selected is copied whole, also where it is not drawn, and without what stands in the margin. */
export function useCopying(segments: readonly Segment[], space: string) {
  const { transcripts } = useStores();
  return useCallback(
    (event: ClipboardEvent) => {
      const { selection } = transcripts.store.getState();
      if (!selection) return;
      event.preventDefault();
      event.clipboardData.setData(
        'text/plain',
        copiedText(partsOf(segments, selection), { space, headOf: null }),
      );
    },
    [transcripts, segments, space],
  );
}
