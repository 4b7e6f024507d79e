import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import './banner.css';

/** Says calmly that the connection is gone. The region is always there, so that its words are read out. */
export function Banner() {
  const { state, isSessionOver } = useStore(useStores().connection);
  const { t } = useLocale();
  const isLost = state === 'lost' || state === 'closed';
  return (
    <div role="status" className="banner" data-shown={isLost || undefined}>
      {isLost && <p>{t(isSessionOver ? 'connection.over' : 'connection.lost')}</p>}
    </div>
  );
}
