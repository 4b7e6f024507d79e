import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useTranscript } from './use-transcript.ts';

/** A version that is deleted is gone for good, and so it is asked for. */
export function RemoveTranscript({ id, onClose }: { id: string; onClose: () => void }) {
  const { transcripts } = useStores();
  const version = useTranscript(({ versions }) => versions.find((one) => one.id === id));
  const { t } = useLocale();
  return (
    <Dialog title={t('transcript.removeTitle', { version: version?.version ?? 0 })} onClose={onClose}>
      <p>{t(version?.isEdited ? 'transcript.removeEdited' : 'transcript.removeText')}</p>
      <div className="dialog-actions">
        <Button data-start onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            void transcripts.remove(id);
          }}
        >
          {t('transcript.remove')}
        </Button>
      </div>
    </Dialog>
  );
}
