import { useEffect, type RefObject } from 'react';
import { useStores } from '../../app/context.ts';

/** Tells the store which words are selected, by their times. */
export function useSelectedSpan(root: RefObject<HTMLElement | null>): void {
  const { transcripts } = useStores();
  useEffect(() => {
    const look = () => {
      const selection = getSelection();
      const own = root.current;
      if (!selection || !own) return;
      if (selection.isCollapsed) {
        transcripts.select(null);
        return;
      }
      const words = [...own.querySelectorAll<HTMLElement>('[data-start-ms]')];
      const chosen = words.filter((word) => selection.containsNode(word, true));
      const [first] = chosen;
      const last = chosen.at(-1);
      transcripts.select(
        first && last ? { startMs: Number(first.dataset.startMs), endMs: Number(last.dataset.endMs) } : null,
      );
    };
    document.addEventListener('selectionchange', look);
    return () => {
      document.removeEventListener('selectionchange', look);
      transcripts.select(null);
    };
  }, [transcripts, root]);
}
