import type { Dialog as Question } from '../../app/layout-store.ts';
import { useList, useOpen, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { shortened } from '../../ui/shortened.ts';
import './purge.css';

const NAMED = 3;

interface PurgeDialogProps {
  dialog: Extract<Question, { kind: 'purge' | 'emptyTrash' }>;
  onClose: () => void;
}

/** The one thing that can't be taken back, and so the one thing that asks first, by name. */
export function PurgeDialog({ dialog, onClose }: PurgeDialogProps) {
  const { actions } = useStores();
  const { t } = useLocale();
  const isAll = dialog.kind === 'emptyTrash';
  const count = isAll ? dialog.count : dialog.ids.length;
  const listed = useList((state) => state.ids);
  const titles = useTitles((isAll ? listed : dialog.ids).slice(0, NAMED));
  const confirm = () => {
    onClose();
    void (isAll ? actions.emptyTrash() : actions.purge(dialog.ids));
  };
  const question =
    count === 1 && titles[0] !== undefined
      ? t('purge.titleOf', { title: shortened(titles[0]) })
      : t('purge.title', { count });
  return (
    <Dialog title={isAll ? t('purge.emptyTitle') : question} onClose={onClose}>
      {(isAll || count > 1) && <Titles titles={titles} count={count} />}
      <p>{isAll ? t('purge.emptyText', { count }) : t('purge.text')}</p>
      <div className="dialog-actions">
        <Button data-start onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button look="danger" onClick={confirm}>
          {t('purge.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Of those that are loaded: the open meeting may be in no list, and a list is read in parts. */
function useTitles(ids: readonly string[]): string[] {
  const rows = useList((state) => state.rows);
  const open = useOpen((state) => state.meeting);
  return ids.flatMap((id) => rows.get(id)?.title ?? (open?.id === id ? open.title : []));
}

function Titles({ titles, count }: { titles: readonly string[]; count: number }) {
  const { t } = useLocale();
  if (titles.length === 0) return null;
  const more = count - titles.length;
  return (
    <ul className="purge-titles">
      {titles.map((title, index) => (
        <li key={index} dir="auto" title={title}>
          {title}
        </li>
      ))}
      {more > 0 && <li className="purge-more">{t('purge.more', { count: more })}</li>}
    </ul>
  );
}
