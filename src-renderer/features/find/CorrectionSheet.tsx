import { useEffect, useRef, useState } from 'react';
import { useStores } from '../../app/context.ts';
import type { Correction } from '../../app/layout-store.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { text as say } from '../../i18n/translate.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { MatchLine } from './MatchLine.tsx';
import './find.css';

type Preview = Awaited<ReturnType<ReturnType<typeof useStores>['api']['corrections']['preview']>>;

/** A word that is wrong everywhere: what would change in the whole library, and then, where it is wanted, the change. */
export function CorrectionSheet({ correction, onClose }: { correction: Correction; onClose: () => void }) {
  const { api, toasts } = useStores();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [share, setShare] = useState<number | null>(0);
  const [learns, setLearns] = useState(true);
  const work = useRef(new AbortController());
  const [run] = useState(() => crypto.randomUUID());
  const { t } = useLocale();
  const { text, replacement } = correction;

  useEffect(() => {
    const own = new AbortController();
    work.current = own;
    const stop = api.corrections.progressed(({ run: whose, done, total }) => {
      if (whose !== run) return;
      setShare((now) => (now === null ? null : done / Math.max(1, total)));
    });
    api.corrections.preview({ ...correction, run }, { signal: own.signal }).then(
      (found) => {
        setPreview(found);
        setShare(null);
      },
      (error: unknown) => {
        if (own.signal.aborted) return;
        toasts.failed(error, 'correction');
        onClose();
      },
    );
    return () => {
      own.abort();
      stop();
    };
    // It is asked for once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, correction]);

  const apply = async () => {
    setShare(0);
    const { signal } = work.current;
    try {
      const { meetings, matches } = await api.corrections.apply({ ...correction, run }, { signal });
      toasts.succeeded('correction');
      toasts.done(
        say('find.corrected', { count: matches, meetings: t('sidebar.count', { count: meetings }) }),
      );
      if (learns) await api.corrections.learn({ term: replacement.trim() });
    } catch (error) {
      if (wrapError(error).code !== 'cancelled') toasts.failed(error, 'correction');
    }
    onClose();
  };
  return (
    <Dialog title={t('find.correctionTitle', { text, replacement })} onClose={onClose}>
      {share !== null && <Progress share={share} label={t('find.looking')} />}
      {preview && (
        <>
          <p role="status">
            {preview.matches === 0
              ? t('find.nowhere')
              : t('find.correctionCount', {
                  count: preview.matches,
                  meetings: t('sidebar.count', { count: preview.meetings }),
                })}
          </p>
          <ul className="correction-samples" tabIndex={0} aria-label={t('find.preview')}>
            {preview.samples.map((sample) => (
              <li key={sample.meetingId}>
                <span className="correction-meeting" dir="auto">
                  {sample.title}
                </span>
                <MatchLine match={sample} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Switch label={t('find.learn', { term: replacement.trim() })} isOn={learns} onSwitch={setLearns} />
      <p className="field-hint">{t('find.correctionHint')}</p>
      <div className="dialog-actions">
        <Button data-start onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button look="main" disabled={preview === null || share !== null} onClick={() => void apply()}>
          {t('find.correct')}
        </Button>
      </div>
    </Dialog>
  );
}
