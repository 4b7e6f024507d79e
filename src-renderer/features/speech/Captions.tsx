import { useStore } from 'zustand';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { useRecorder } from '../recorder/use-recorder.ts';
import './speech.css';

/** What is being said, as far as it is understood while it is recorded. The last words are the ones in sight. */
export function Captions() {
  const isWanted = useSettings(({ settings }) => settings?.liveCaptions === true);
  const recording = useRecorder((state) => state.recording);
  const captions = useStore(useStores().speech.store, (state) => state.captions);
  const { t } = useLocale();
  if (!isWanted || !recording) return null;
  const lines = captions?.meetingId === recording.meetingId ? captions.lines : [];
  return (
    <section className="live-captions" aria-label={t('speech.captions')}>
      {lines.length === 0 && <p className="live-captions-wait">{t('speech.captionsWait')}</p>}
      <p role="log" dir="auto">
        {lines.map(({ startMs, text, isFinal }) => (
          <span key={startMs} data-open={!isFinal || undefined}>
            {text.trim()}{' '}
          </span>
        ))}
      </p>
    </section>
  );
}
