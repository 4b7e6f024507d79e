import { useEffect, useState } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import './versions.css';

type Steps = Awaited<ReturnType<ReturnType<typeof useStores>['api']['edits']['history']>>['steps'];

/** What was done in this meeting, the newest first; what is undone is faint. */
export function HistorySheet({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const { api, toasts } = useStores();
  const [steps, setSteps] = useState<Steps | null>(null);
  const { t, format } = useLocale();
  useEffect(() => {
    let isOver = false;
    api.edits.history({ meetingId }).then(
      ({ steps: read }) => {
        if (!isOver) setSteps(read);
      },
      (error: unknown) => {
        toasts.failed(error, 'history');
      },
    );
    return () => {
      isOver = true;
    };
  }, [api, toasts, meetingId]);
  return (
    <Dialog title={t('versions.history')} onClose={onClose}>
      {steps?.length === 0 && <p>{t('versions.noSteps')}</p>}
      <ol className="history" tabIndex={0} aria-label={t('versions.history')}>
        {steps?.map(({ kind, at, isUndone }, index) => (
          <li key={index} data-undone={isUndone || undefined}>
            <span>{t(`edit.kind.${kind}`)}</span>
            <span className="tabular">
              {isUndone ? `${t('done.undone')} · ` : ''}
              {format.compact(at)}
            </span>
          </li>
        ))}
      </ol>
      <div className="dialog-actions">
        <Button data-start onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}
