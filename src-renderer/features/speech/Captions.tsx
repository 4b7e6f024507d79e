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
  const { lines, trouble } =
    captions?.meetingId === recording.meetingId ? captions : { lines: [], trouble: null };
  return (
    <section className="live-captions" aria-label={t('speech.captions')}>
      <p className="live-captions-wait" role="status">
        {trouble === 'no_model' && t('speech.captionsNoModel')}
        {trouble === 'failed' && t('speech.captionsFailed')}
        {!trouble && lines.length === 0 && t('speech.captionsWait')}
      </p>
      <p role="log" dir="auto" hidden={trouble !== null}>
        {lines.map(({ startMs, text, isFinal }) => (
          <span key={startMs} data-open={!isFinal || undefined}>
            {text.trim()}{' '}
          </span>
        ))}
      </p>
    </section>
  );
}
