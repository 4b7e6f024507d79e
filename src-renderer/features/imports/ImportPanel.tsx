import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { hasEnded } from '../../../src-main/contract/imports.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { ImportRow } from './ImportRow.tsx';
import { firstOfInterest } from './summary.ts';

const ROW = 72;

/** Every file of the list; of ten thousand only those in sight are drawn. */
export function ImportPanel({ onClose }: { onClose: () => void }) {
  const { imports } = useStores();
  const items = useStore(imports.store, (state) => state.items);
  const summary = useStore(imports.store, (state) => state.summary);
  const scroller = useRef<HTMLDivElement>(null);
  const { t } = useLocale();
  const ids = useMemo(() => [...items.keys()], [items]);
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 4,
  });
  // With five hundred files it stands far down.
  const begin = useRef(firstOfInterest([...items.values()]));
  useEffect(() => {
    if (begin.current > 0) virtualizer.scrollToIndex(begin.current, { align: 'start' });
  }, [virtualizer]);
  const canClear = [...items.values()].some(hasEnded);
  return (
    <>
      <header className="imports-head">
        <h2>{t('imports.title')}</h2>
        {summary.open > 0 && (
          <button type="button" onClick={() => void imports.cancel()}>
            {t('imports.cancelAll')}
          </button>
        )}
        {canClear && (
          <button type="button" onClick={() => void imports.dismiss()}>
            {t(summary.open > 0 ? 'imports.clear' : 'imports.clearList')}
          </button>
        )}
      </header>
      <div className="imports-list" ref={scroller} tabIndex={0} role="group" aria-label={t('imports.title')}>
        <ul style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={ids.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${String(start)}px)` }}
            >
              <ImportRow id={ids[index] ?? ''} onOpened={onClose} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
