import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { text } from '../../i18n/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useSound } from './use-player.ts';

/** What can't be taken back asks first, and says what is freed. */
export function RemoveSoundDialog({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const { api, toasts } = useStores();
  const audio = useSound(meetingId)?.audio;
  const { t, format } = useLocale();
  const remove = () => {
    onClose();
    return toasts.attempt('remove sound', async () => {
      await api.audio.remove({ meetingIds: [meetingId] });
      toasts.done(text('player.removedNow'));
    });
  };
  return (
    <Dialog title={t('player.removeTitle')} onClose={onClose}>
      <p>{t('player.removeText', { size: format.bytes(audio?.bytes ?? 0) })}</p>
      <div className="dialog-actions">
        <Button data-start onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button look="danger" onClick={() => void remove()}>
          {t('player.remove')}
        </Button>
      </div>
    </Dialog>
  );
}
