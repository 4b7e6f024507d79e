import { useEffect } from 'react';
import { useSettings, useSidebar, useStores } from '../../app/context.ts';

/** Shows the tour to whoever opens an empty library for the first time. */
export function useTour(): void {
  const { layout } = useStores();
  const isNew = useSettings(({ settings }) => settings?.tourSeen === false);
  const isEmpty = useSidebar(({ isLoaded, all, trash }) => isLoaded && all + trash === 0);
  useEffect(() => {
    if (isNew && isEmpty && layout.store.getState().dialog === null) layout.ask({ kind: 'tour' });
  }, [layout, isNew, isEmpty]);
}
