import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { microphoneName } from './microphone-name.ts';

/** The others that are there, so that the recording can go on with one of them. */
export function LostMicrophone() {
  const { recorder } = useStores();
  const microphones = useStore(recorder.setup.store, (state) => state.microphones);
  const { t } = useLocale();
  return (
    <div className="recording-others" role="group" aria-label={t('recorder.goOnWith')}>
      {microphones.slice(0, 3).map((microphone, index) => (
        <Button key={microphone.id} onClick={() => void recorder.replaceMicrophone(microphone.id)}>
          {t('recorder.goOnWithName', { name: microphoneName(t, microphone, index) })}
        </Button>
      ))}
    </div>
  );
}
