import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, Select } from '../../ui/Field.tsx';
import { TemplatesPanel } from '../templates/TemplatesPanel.tsx';
import { useTemplateName, useTemplates } from '../templates/use-templates.ts';
import { ServerFields } from './ServerFields.tsx';
import { useUsualWriter, useWriters } from './use-writers.ts';
import './summary.css';

/** Who writes summaries, and what they are like. */
export function SummariesPanel({ onModels }: { onModels: () => void }) {
  const usual = (
    <>
      <Usual onModels={onModels} />
      <ServerFields />
    </>
  );
  return <TemplatesPanel above={usual} />;
}

/** What a summary is made with where nothing else is said. */
function Usual({ onModels }: { onModels: () => void }) {
  const { settings: feature, models } = useStores();
  const chosen = useSettings(({ settings }) => settings?.summaryTemplate ?? '');
  const templates = useTemplates().filter(({ isHidden }) => !isHidden);
  const nameOf = useTemplateName();
  const writer = useUsualWriter();
  const writers = useWriters();
  const { t } = useLocale();
  return (
    <>
      <Field label={t('summary.method')} {...(writers.length === 1 && { hint: t('summary.noWriters') })}>
        {(id) => (
          <div className="summary-writer">
            <Select
              id={id}
              value={writer}
              options={writers}
              onPick={(summaryModel) => void feature.update({ summaryModel })}
            />
            <Button
              onClick={() => {
                models.show('language');
                onModels();
              }}
            >
              {t('speech.manage')}
            </Button>
          </div>
        )}
      </Field>
      <Field label={t('summary.template')}>
        {(id) => (
          <Select
            id={id}
            value={templates.some((one) => one.id === chosen) ? chosen : (templates[0]?.id ?? '')}
            options={templates.map((one) => ({ value: one.id, label: nameOf(one) }))}
            onPick={(summaryTemplate) => void feature.update({ summaryTemplate })}
          />
        )}
      </Field>
    </>
  );
}
