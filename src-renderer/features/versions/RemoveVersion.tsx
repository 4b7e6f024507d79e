import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface RemoveVersionProps {
  version: number;
  /** What is lost with it. */
  text: string;
  onRemove: () => void;
  onClose: () => void;
}

/** A version that is deleted is gone for good, and so it is asked for. */
export function RemoveVersion({ version, text, onRemove, onClose }: RemoveVersionProps) {
  const { t } = useLocale();
  return (
    <Dialog title={t('transcript.removeTitle', { version })} onClose={onClose}>
      <p>{text}</p>
      <div className="dialog-actions">
        <Button data-start onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            onRemove();
          }}
        >
          {t('transcript.remove')}
        </Button>
      </div>
    </Dialog>
  );
}
