import { useStores } from '../../app/context.ts';
import { altKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { useRecorder } from './use-recorder.ts';
import './recorder.css';

export function RecordButton() {
  const { recorder } = useStores();
  const isBusy = useRecorder(({ recording }) => recording !== null);
  const { t } = useLocale();
  return (
    <button
      type="button"
      className="record-button"
      title={`${t('recorder.record')} (${altKey('R')})`}
      disabled={isBusy}
      onClick={recorder.ask}
    >
      <span className="record-dot" />
      <span className="record-label">{t('recorder.record')}</span>
    </button>
  );
}
