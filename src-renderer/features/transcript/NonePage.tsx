import { useStore } from 'zustand';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { useModels } from '../models/use-models.ts';
import { languageName } from '../speech/languages.ts';
import { useModelFor } from './use-model-for.ts';

interface NonePageProps {
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

/** Nothing has been transcribed yet: one button, and the choices behind another. */
export function NonePage({ meetingId, isPlayable, isFixed }: NonePageProps) {
  const { transcripts, layout, models } = useStores();
  const isLoaded = useStore(models.store, (state) => state.isLoaded);
  const hasTestModel = useModels().some(({ isForTests }) => isForTests);
  const { isKnown, model } = useModelFor(meetingId);
  const spoken = useSettings(({ settings }) => settings?.speechLanguage ?? 'auto');
  const { t, language } = useLocale();
  if (isFixed || !isPlayable || !isLoaded || !isKnown) return <Calm title={t('transcript.none')} />;
  const getModel = () => {
    layout.ask({ kind: 'settings', page: 'models' });
  };
  const choose = (
    <Button
      onClick={() => {
        layout.ask({ kind: 'transcribe', meetingId });
      }}
    >
      {t('transcript.choices')}
    </Button>
  );
  if (!model) {
    return (
      <Calm
        title={t('transcript.none')}
        text={t(hasTestModel ? 'transcript.testModel' : 'transcript.noModel')}
      >
        <div className="none-actions">
          <Button look="main" onClick={getModel}>
            {t('transcript.getModel')}
          </Button>
          {hasTestModel && choose}
        </div>
      </Calm>
    );
  }
  const name = model.name;
  const how =
    spoken === 'auto' || !model.isMultilingual
      ? t('transcript.with', { name })
      : t('transcript.withLanguage', { name, language: languageName(language, spoken) });
  return (
    <Calm title={t('transcript.none')} text={how}>
      <div className="none-actions">
        <Button look="main" onClick={() => void transcripts.start([meetingId], {})}>
          {t('transcript.transcribe')}
        </Button>
        {choose}
      </div>
      {model.isForTests && (
        <p className="none-tests">
          {t('transcript.testModel')}{' '}
          <button type="button" className="none-link" onClick={getModel}>
            {t('transcript.getModel')}
          </button>
        </p>
      )}
    </Calm>
  );
}
