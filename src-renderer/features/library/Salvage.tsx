import { useState } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';

interface Saved {
  path: string;
  tables: { table: string; rows: number; complete: boolean }[];
}

export function Salvage() {
  const { api, toasts } = useStores();
  const [isBusy, setBusy] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);
  const { t } = useLocale();
  const salvage = async () => {
    setBusy(true);
    try {
      setSaved(await api.library.salvage());
    } catch (error) {
      toasts.failed(error);
    }
    setBusy(false);
  };
  return (
    <section>
      <h2>{t('trouble.salvageHead')}</h2>
      <p>{t('trouble.salvageText')}</p>
      <Button disabled={isBusy} onClick={() => void salvage()}>
        {t(isBusy ? 'trouble.salvaging' : 'trouble.salvage')}
      </Button>
      <div role="status">
        {saved && (
          <>
            <p>{t('trouble.salvaged')}</p>
            <code className="trouble-path selectable" dir="ltr">
              {saved.path}
            </code>
            <ul>
              {saved.tables.map(({ table, rows, complete }) => (
                <li key={table}>
                  {t(complete ? 'trouble.salvagedTable' : 'trouble.salvagedPart', { table, count: rows })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
