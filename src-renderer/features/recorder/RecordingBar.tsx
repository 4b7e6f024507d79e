import { useEffect, useState } from 'react';
import { useStores } from '../../app/context.ts';
import { altKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { barMessage } from './bar-message.ts';
import { Elapsed } from './Elapsed.tsx';
import { EndedNotice } from './EndedNotice.tsx';
import { LostDevices } from './LostDevices.tsx';
import { MarkNote } from './MarkNote.tsx';
import { Meter } from './Meter.tsx';
import { isAllLost } from './state.ts';
import { useRecorder } from './use-recorder.ts';
import './recorder.css';

/** Stays whatever else is open, as long as something is being recorded here or in another window. */
export function RecordingBar() {
  const { recorder } = useStores();
  const state = useRecorder((all) => all);
  const { t } = useLocale();
  const { recording, own, endings, mark } = state;
  const ending = recording ? undefined : endings.at(-1);
  const message = barMessage(state);
  const isPaused = own === 'no' ? recording?.state === 'paused' : own === 'paused';
  const isLost = own === 'no' && recording?.state === 'lost';
  const isOver = useJustOver(recording === null);
  const isRunning = recording !== null && !isPaused && !isLost && own !== 'stopping';
  return (
    <section className="recording" aria-label={t('recorder.bar')} hidden={!recording && !ending && !isOver}>
      {ending && <EndedNotice key={ending.meetingId} ending={ending} />}
      {isOver && !ending && (
        <p role="status" className="recording-message">
          {t('recorder.saved')}
        </p>
      )}
      {recording && (
        <>
          <span className="recording-dot" data-running={isRunning || undefined} />
          <Elapsed />
          {own !== 'no' && (
            <div className="recording-meters">
              {recording.tracks.map((track, index) => (
                <span key={track} className="recording-track">
                  <span aria-hidden="true">{t(`recorder.track.${track}`)}</span>
                  <Meter index={index} label={t(`recorder.level.${track}`)} />
                </span>
              ))}
            </div>
          )}
          <p
            role="status"
            className="recording-message"
            data-urgent={(message?.isUrgent ?? false) || undefined}
          >
            {message && t.show(message.text)}
          </p>
          <div className="recording-actions">
            {isLost && <Button onClick={() => void recorder.takeOver()}>{t('recorder.takeOver')}</Button>}
            {!isLost && own !== 'stopping' && (
              <>
                <Button
                  title={`${t('recorder.mark')} (${altKey('M')})`}
                  onClick={() => {
                    recorder.mark(true);
                  }}
                >
                  {t('recorder.mark')}
                </Button>
                {isPaused ? (
                  <Button disabled={isAllLost(state)} onClick={() => void recorder.resume()}>
                    {t('recorder.resume')}
                  </Button>
                ) : (
                  <Button onClick={() => void recorder.pause()}>{t('recorder.pause')}</Button>
                )}
              </>
            )}
            <Button look="danger" disabled={own === 'stopping'} onClick={() => void recorder.stop()}>
              {t('recorder.stop')}
            </Button>
          </div>
          {own !== 'stopping' && <LostDevices />}
          {mark && <MarkNote key={mark.atMs} mark={mark} isToNote={state.isToNote} />}
        </>
      )}
    </section>
  );
}

/** So that a second click on Stop meets nothing that comes to lie below it. */
const LINGER_MS = 2000;

/** Whether a recording ended a moment ago. */
function useJustOver(isNone: boolean): boolean {
  const [isOver, setIsOver] = useState(false);
  const [wasNone, setWasNone] = useState(isNone);
  if (wasNone !== isNone) {
    setWasNone(isNone);
    setIsOver(isNone);
  }
  useEffect(() => {
    if (!isOver) return;
    const timer = setTimeout(() => {
      setIsOver(false);
    }, LINGER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isOver]);
  return isOver;
}
