import { useId, useState } from 'react';
import { QUICK } from '../../../src-main/contract/summaries.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Field.tsx';
import { LengthSelect, SummaryLanguageSelect } from '../templates/TemplateSelects.tsx';
import { useTemplateName, useTemplates } from '../templates/use-templates.ts';
import { againOf } from './again.ts';
import { useSummary } from './use-summary.ts';
import { useUsualWriter, useWriters } from './use-writers.ts';
import { WriterChoice } from './WriterChoice.tsx';

/** What this summary is to be like. It begins as the last one was. */
export function SummarizeSheet({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const { summaries, layout } = useStores();
  const templates = useTemplates().filter(({ isHidden }) => !isHidden);
  const shown = useSummary((state) => (state.meetingId === meetingId ? state.shown : null));
  const writers = useWriters();
  const usual = useUsualWriter();
  const usualTemplate = useSettings(({ settings }) => settings?.summaryTemplate);
  const [{ modelId, ...choices }, setChoices] = useState(() =>
    shown ? againOf(shown, writers, templates) : {},
  );
  const nameOf = useTemplateName();
  const id = useId();
  const { t } = useLocale();
  const template =
    templates.find((one) => one.id === choices.templateId) ??
    templates.find((one) => one.id === usualTemplate) ??
    templates[0];
  if (!template) return null;
  const writer = writers.find(({ value }) => value === modelId)?.value ?? usual;
  const { length = template.length, language = template.language } = choices;
  return (
    <Dialog title={t('summary.sheet')} onClose={onClose}>
      <form
        className="choices"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void summaries.start([meetingId], {
            ...{ templateId: template.id, length, language, modelId: writer },
          });
        }}
      >
        <div className="choice">
          <label htmlFor={`${id}-template`}>{t('summary.template')}</label>
          <Select
            id={`${id}-template`}
            value={template.id}
            options={templates.map((one) => ({ value: one.id, label: nameOf(one) }))}
            onPick={(templateId) => {
              // Length and language are what the template says, until they are chosen too.
              setChoices({ modelId: writer, templateId });
            }}
          />
        </div>
        <div className="choice">
          <label htmlFor={`${id}-length`}>{t('summary.length')}</label>
          <LengthSelect
            id={`${id}-length`}
            value={length}
            onPick={(picked) => {
              setChoices({ ...choices, modelId: writer, length: picked });
            }}
          />
        </div>
        {writer !== QUICK && (
          <div className="choice">
            <label htmlFor={`${id}-language`}>{t('summary.language')}</label>
            <SummaryLanguageSelect
              id={`${id}-language`}
              value={language}
              onPick={(picked) => {
                setChoices({ ...choices, modelId: writer, language: picked });
              }}
            />
          </div>
        )}
        <WriterChoice
          id={`${id}-writer`}
          value={writer}
          onPick={(picked) => {
            setChoices({ ...choices, modelId: picked });
          }}
        />
        <div className="dialog-actions">
          <Button
            onClick={() => {
              layout.ask({ kind: 'settings', page: 'summaries' });
            }}
          >
            {t('templates.edit')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit" data-start>
            {t('summary.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
