import { useStore } from 'zustand';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { nameTestModel } from '../models/in-use.ts';
import { useModelInUse } from '../models/use-models.ts';
import { languageName } from '../speech/languages.ts';

interface NonePageProps {
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

/** Nothing has been transcribed yet: one button, and the choices behind another. */
export function NonePage({ meetingId, isPlayable, isFixed }: NonePageProps) {
  const { transcripts, layout, models } = useStores();
  const isKnown = useStore(models.store, (state) => state.isLoaded);
  const model = useModelInUse();
  const spoken = useSettings(({ settings }) => settings?.speechLanguage ?? 'auto');
  const { t, language } = useLocale();
  if (isFixed || !isPlayable || !isKnown) return <Calm title={t('transcript.none')} />;
  const getModel = () => {
    layout.ask({ kind: 'settings', page: 'models' });
  };
  if (!model) {
    return (
      <Calm title={t('transcript.none')} text={t('transcript.noModel')}>
        <Button look="main" onClick={getModel}>
          {t('transcript.getModel')}
        </Button>
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
        <Button look="main" onClick={() => void transcripts.start([meetingId], nameTestModel(model))}>
          {t('transcript.transcribe')}
        </Button>
        <Button
          onClick={() => {
            layout.ask({ kind: 'transcribe', meetingId });
          }}
        >
          {t('transcript.choices')}
        </Button>
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
