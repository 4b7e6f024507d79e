import { memo } from 'react';
import { useStore } from 'zustand';
import { hasEnded, type ImportItem } from '../../../src-main/contract/imports.ts';
import { useStores } from '../../app/context.ts';
import type { Format } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import type { Translator } from '../../i18n/translate.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { problemOf } from './problems.ts';

/** One file: its name, what is happening to it or what became of it, and what can be done. */
export const ImportRow = memo(function ImportRow({ id, onOpened }: { id: string; onOpened: () => void }) {
  const { imports } = useStores();
  const item = useStore(imports.store, ({ items }) => items.get(id));
  const isUnreadable = useStore(imports.store, ({ unreadable }) => unreadable.has(id));
  const { t, format } = useLocale();
  if (!item) return null;
  const { name, state, meetingId } = item;
  const isBad = state === 'failed' || isUnreadable;
  const isOpen = !hasEnded(item);
  const openIt = () => {
    onOpened();
    if (meetingId !== null) void imports.open(meetingId);
  };
  return (
    <div className="import panel-row" data-bad={isBad || undefined}>
      <div className="import-head">
        <span className="import-name" dir="auto" title={name}>
          {name}
        </span>
        {isOpen && (
          <IconButton
            icon="close"
            label={t('imports.cancelOf', { name })}
            onClick={() => void imports.cancel([id])}
          />
        )}
      </div>
      {isOpen && state !== 'waiting' && <Progress share={shareOf(item)} label={name} />}
      <p className="import-state tabular">
        {isUnreadable ? t('imports.unreadable') : describe(item, t, format)}
      </p>
      {!isOpen && (
        <p className="import-actions">
          {meetingId !== null && (
            <button type="button" className="link" onClick={openIt}>
              {t('imports.open')}
              <span className="visually-hidden"> {name}</span>
            </button>
          )}
          {state !== 'done' && imports.canRetry(item) && (
            <button type="button" className="link" onClick={() => void imports.retry(id)}>
              {t(state === 'duplicate' ? 'imports.again' : 'common.retry')}
              <span className="visually-hidden"> {name}</span>
            </button>
          )}
        </p>
      )}
    </div>
  );
});

const shareOf = ({ bytes, bytesDone }: ImportItem) => (bytes > 0 ? Math.min(1, bytesDone / bytes) : 0);

function describe(item: ImportItem, t: Translator, format: Format): string {
  const { state, bytes, bytesDone, msDone, msLeft } = item;
  const left = msLeft === null ? '' : `, ${t('imports.left', { time: format.roughly(msLeft) })}`;
  const inBytes = { done: format.bytes(bytesDone), total: format.bytes(bytes) };
  switch (state) {
    case 'waiting':
      return t('imports.waiting');
    case 'uploading':
    case 'copying':
      return `${t('imports.copying', inBytes)}${left}`;
    case 'reading':
      return `${t('imports.reading', { time: format.length(msDone) })}${left}`;
    case 'converting':
      return t('imports.converting');
    case 'done': {
      const time = format.length(msDone);
      if (item.isDamaged) return t('imports.damaged', { time });
      // A meeting of which nobody knows how long it was.
      if (msDone === 0) return t('imports.doneAlone');
      return t(item.hasTracks ? 'imports.doneTracks' : 'imports.done', { time });
    }
    case 'duplicate':
      return t('imports.duplicate');
    case 'cancelled':
      return t('imports.cancelled');
    case 'failed':
      return item.error ? t.show(problemOf(item.name, item.error)) : '';
  }
}
