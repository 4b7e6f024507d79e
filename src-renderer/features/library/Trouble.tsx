import type { LibraryStatus } from '../../../src-main/contract/library.ts';
import { useStores } from '../../app/context.ts';
import type { TextKey } from '../../i18n/en.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import { BackupList } from './BackupList.tsx';
import { Salvage } from './Salvage.tsx';

const causes: Partial<Record<string, TextKey & `trouble.${string}`>> = {
  library_damaged: 'trouble.damaged',
  library_from_future: 'trouble.future',
  library_busy: 'trouble.busy',
  library_unusable: 'trouble.unusable',
};

/** In place of the window while the library can't be opened: what happened, and every way out. */
export function Trouble({ status }: { status: LibraryStatus }) {
  const { library } = useStores();
  const { t } = useLocale();
  const code = status.code ?? 'library_unusable';
  const cause = causes[code] ?? 'trouble.unusable';
  return (
    <main className="trouble">
      <div className="trouble-page">
        <h1>{t('trouble.title')}</h1>
        <p>{t.show({ key: cause, values: {} })}</p>
        <p>{t('trouble.kept')}</p>
        {code === 'library_busy' ? (
          <Button onClick={() => void library.load()}>{t('common.retry')}</Button>
        ) : (
          <>
            <section>
              <h2>{t('trouble.restoreHead')}</h2>
              <BackupList none={t('trouble.noBackups')} explanation={t('library.restoreUnusable')} />
            </section>
            <Salvage />
          </>
        )}
        <ErrorDetails error={{ code, message: status.message ?? '' }} />
      </div>
    </main>
  );
}
