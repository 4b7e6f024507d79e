import type { Dialog as Question } from '../../app/layout-store.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface PurgeDialogProps {
  dialog: Extract<Question, { kind: 'purge' | 'emptyTrash' }>;
  onClose: () => void;
}

/** The one thing that can't be taken back, and so the one thing that asks first. */
export function PurgeDialog({ dialog, onClose }: PurgeDialogProps) {
  const { actions } = useStores();
  const { t } = useLocale();
  const isAll = dialog.kind === 'emptyTrash';
  const confirm = () => {
    onClose();
    void (isAll ? actions.emptyTrash() : actions.purge(dialog.ids));
  };
  return (
    <Dialog
      title={isAll ? t('purge.emptyTitle') : t('purge.title', { count: dialog.ids.length })}
      onClose={onClose}
    >
      <p>{isAll ? t('purge.emptyText', { count: dialog.count }) : t('purge.text')}</p>
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
