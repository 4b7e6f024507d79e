import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useOpen, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { useRecorder } from '../recorder/use-recorder.ts';
import { isOutOfReach } from './store.ts';
import './banner.css';

const PATIENCE_MS = 6000;

/** Says calmly that the connection is gone. The region is always there, so that its words are read out. */
export function Banner() {
  const { connection, open } = useStores();
  const isLost = useStore(connection, isOutOfReach);
  const isSessionOver = useStore(connection, (state) => state.isSessionOver);
  const hasUnsaved = useOpen(() => open.hasUnsaved);
  const isRecording = useRecorder(({ own }) => own !== 'no');
  const isLong = useAfter(PATIENCE_MS, isLost);
  const { t } = useLocale();
  return (
    <div role="status" className="banner" data-shown={isLost || undefined}>
      {isLost && (
        <p>
          {isSessionOver ? t('connection.over') : t(isLong ? 'connection.away' : 'connection.lost')}
          {isRecording && <strong> {t('connection.recording')}</strong>}
          {(isSessionOver || isLong) && hasUnsaved && <strong> {t('connection.unsaved')}</strong>}
        </p>
      )}
    </div>
  );
}

function useAfter(ms: number, isOn: boolean): boolean {
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => {
      setPast(true);
    }, ms);
    return () => {
      clearTimeout(timer);
      setPast(false);
    };
  }, [ms, isOn]);
  return isPast;
}
