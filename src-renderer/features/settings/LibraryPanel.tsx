import { useLibrary, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { BackupList } from '../library/BackupList.tsx';

export function LibraryPanel() {
  const { library } = useStores();
  const isOpen = useLibrary((state) => state.status?.state === 'open');
  const busy = useLibrary((state) => state.busy);
  const { t } = useLocale();
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t('library.state')}</dt>
          <dd>{t(isOpen ? 'library.open' : 'library.unusable')}</dd>
        </div>
      </dl>
      <h3>{t('library.backups')}</h3>
      <p className="settings-note">{t('library.backupsText')}</p>
      <Button aria-disabled={busy !== null} onClick={() => busy === null && void library.backUp()}>
        {t(busy === 'backingUp' ? 'library.backingUp' : 'library.backUp')}
      </Button>
      <BackupList none={t('library.noBackups')} explanation={t('library.restoreText')} />
    </>
  );
}
