import { useEffect, type RefObject } from 'react';
import { useStores } from '../../app/context.ts';
import { selectionIn } from './places.ts';

/** Tells the store what is selected. */
export function useSelection(root: RefObject<HTMLElement | null>): void {
  const { transcripts } = useStores();
  useEffect(() => {
    const look = () => {
      if (root.current) transcripts.select(selectionIn(root.current));
    };
    document.addEventListener('selectionchange', look);
    return () => {
      document.removeEventListener('selectionchange', look);
      transcripts.select(null);
    };
  }, [transcripts, root]);
}
