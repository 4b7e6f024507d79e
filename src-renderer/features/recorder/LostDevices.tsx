import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { microphoneName } from './microphone-name.ts';
import { useRecorder } from './use-recorder.ts';

/** What there is to go on with in the same recording, where a device is gone. */
export function LostDevices() {
  const { recorder } = useStores();
  const lost = useRecorder((state) => state.lost);
  const microphones = useStore(recorder.setup.store, (state) => state.microphones);
  const { t } = useLocale();
  if (lost.length === 0) return null;
  return (
    <div className="recording-others" role="group" aria-label={t('recorder.goOnWith')}>
      {lost.includes('microphone') &&
        microphones.slice(0, 3).map((microphone, index) => (
          <Button key={microphone.id} onClick={() => void recorder.replace('microphone', microphone.id)}>
            {t('recorder.goOnWithName', { name: microphoneName(t, microphone, index) })}
          </Button>
        ))}
      {lost.includes('system') && (
        <Button onClick={() => void recorder.replace('system')}>{t('recorder.shareAgain')}</Button>
      )}
    </div>
  );
}
