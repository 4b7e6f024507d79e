import { useLocale } from '../i18n/locale-context.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface DetailsProps {
  title: string;
  /** Without a value a row is left out. */
  rows: readonly [name: string, value: string | false][];
  onClose: () => void;
}

/** What is known of a thing, name by name, to read and to copy. */
export function Details({ title, rows, onClose }: DetailsProps) {
  const { t } = useLocale();
  return (
    <Dialog title={title} onClose={onClose}>
      <dl className="details">
        {rows.map(
          ([name, value]) =>
            value !== false &&
            value !== '' && (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="tabular selectable" dir="auto">
                  {value}
                </dd>
              </div>
            ),
        )}
      </dl>
      <div className="dialog-actions">
        <Button data-start onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}
