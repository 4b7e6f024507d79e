import type { Ending } from '../../../src-main/contract/recorder.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { clock } from '../player/clock.ts';

/** A recording ended by itself: why, and what there is of it. */
export function EndedNotice({ ending: { meetingId, reason, durationMs } }: { ending: Ending }) {
  const { recorder } = useStores();
  const { t } = useLocale();
  return (
    <>
      <p role="status" className="recording-message" data-urgent={reason !== 'crashed' || undefined}>
        {t(`recorder.ended.${reason}`, { length: clock(durationMs) })}
      </p>
      <div className="recording-actions">
        <Button
          onClick={() => {
            recorder.show(meetingId);
          }}
        >
          {t('recorder.show')}
        </Button>
        <Button
          onClick={() => {
            recorder.takeNote(meetingId);
          }}
        >
          {t('common.dismiss')}
        </Button>
      </div>
    </>
  );
}
