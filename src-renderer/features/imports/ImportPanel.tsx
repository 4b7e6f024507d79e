import { useMemo } from 'react';
import { useStore } from 'zustand';
import { hasEnded } from '../../../src-main/contract/imports.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { ImportRow } from './ImportRow.tsx';
import { firstOfInterest } from './summary.ts';

const ROW = 72;

/** Every file of the list. */
export function ImportPanel({ onClose }: { onClose: () => void }) {
  const { imports } = useStores();
  const items = useStore(imports.store, (state) => state.items);
  const summary = useStore(imports.store, (state) => state.summary);
  const { t } = useLocale();
  const ids = useMemo(() => [...items.keys()], [items]);
  const canClear = [...items.values()].some(hasEnded);
  return (
    <>
      <header className="panel-head">
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
      <VirtualRows
        label={t('imports.title')}
        ids={ids}
        rowHeight={ROW}
        // With five hundred files it stands far down.
        first={firstOfInterest([...items.values()])}
      >
        {(id) => <ImportRow id={id} onOpened={onClose} />}
      </VirtualRows>
    </>
  );
}
