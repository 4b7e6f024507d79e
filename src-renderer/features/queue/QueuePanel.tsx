import { useMemo, useState } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { JobRow } from './JobRow.tsx';
import { canBeCleared } from './states.ts';
import { useJobs, useQueue } from './use-queue.ts';

const ROW = 76;

/** Every job in the order in which they will run, and what has ended below. */
export function QueuePanel({ onClose }: { onClose: () => void }) {
  const { queue: feature } = useStores();
  const jobs = useJobs();
  const { isPaused, waitsFor } = useQueue();
  const [dragged, setDragged] = useState<string | null>(null);
  const { t } = useLocale();
  const ids = useMemo(() => jobs.map(({ id }) => id), [jobs]);
  const held = isPaused ? 'resume' : waitsFor;
  const dropBefore = (before: string | null) => {
    if (dragged !== null && dragged !== before) void feature.move(dragged, before);
    setDragged(null);
  };
  return (
    <>
      <header className="panel-head">
        <h2>{t('queue.title')}</h2>
        <button type="button" onClick={() => void (isPaused ? feature.resume() : feature.pause())}>
          {t(isPaused ? 'queue.resume' : 'queue.pause')}
        </button>
        {jobs.some(canBeCleared) && (
          <button type="button" onClick={() => void feature.clear()}>
            {t('queue.clear')}
          </button>
        )}
      </header>
      <p className="queue-held" role="status">
        {held !== null && t(`queue.why.${held}`)}
      </p>
      {ids.length === 0 && <p className="queue-empty">{t('queue.emptyText')}</p>}
      <VirtualRows label={t('queue.title')} ids={ids} rowHeight={ROW}>
        {(id) => (
          <JobRow id={id} onOpened={onClose} dragged={dragged} onDrag={setDragged} onDrop={dropBefore} />
        )}
      </VirtualRows>
    </>
  );
}
