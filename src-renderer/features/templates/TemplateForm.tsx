import { useState } from 'react';
import { sections as all, type Section, type Template } from '../../../src-main/contract/templates.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { TextAreaField } from '../settings/TextAreaField.tsx';
import { LengthSelect, SummaryLanguageSelect } from './TemplateSelects.tsx';
import { useTemplateName } from './use-templates.ts';

const LONGEST_NAME = 100;

/** One template; each change is kept as it is made. */
export function TemplateForm({ template, onClose }: { template: Template; onClose: () => void }) {
  const { templates } = useStores();
  const name = useTemplateName()(template);
  const [typed, setTyped] = useState<string | null>(null);
  const { t } = useLocale();
  const { id, sections } = template;
  const update = (patch: Parameters<typeof templates.update>[1]) => void templates.update(id, patch);
  const toggle = (section: Section) => {
    update({
      sections: all.filter((one) => (one === section ? !sections.includes(one) : sections.includes(one))),
    });
  };
  return (
    <>
      <h3 dir="auto">{name}</h3>
      <Field label={t('templates.name')}>
        {(fieldId) => (
          <input
            id={fieldId}
            className="text-input template-input"
            dir="auto"
            autoFocus
            maxLength={LONGEST_NAME}
            value={typed ?? name}
            onChange={({ target }) => {
              setTyped(target.value);
            }}
            onBlur={() => {
              const wanted = typed?.trim() ?? '';
              if (wanted !== '' && wanted !== name) update({ name: wanted });
              setTyped(null);
            }}
          />
        )}
      </Field>
      <fieldset className="field template-sections">
        <legend>{t('templates.sections')}</legend>
        <div className="field-control">
          {all.map((section) => (
            <label key={section}>
              <input
                type="checkbox"
                checked={sections.includes(section)}
                // The last one stays: a summary has something.
                disabled={sections.length === 1 && sections.includes(section)}
                onChange={() => {
                  toggle(section);
                }}
              />
              {t(`summary.${section}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field label={t('summary.length')}>
        {(fieldId) => (
          <LengthSelect
            id={fieldId}
            value={template.length}
            onPick={(length) => {
              update({ length });
            }}
          />
        )}
      </Field>
      <Field label={t('summary.language')}>
        {(fieldId) => (
          <SummaryLanguageSelect
            id={fieldId}
            value={template.language}
            onPick={(language) => {
              update({ language });
            }}
          />
        )}
      </Field>
      <TextAreaField
        label={t('templates.instructions')}
        hint={t('templates.instructionsHint')}
        longest={10_000}
        value={template.instructions}
        onSave={(instructions) => {
          update({ instructions });
        }}
      />
      <div className="settings-more">
        <Button onClick={onClose}>{t('edit.done')}</Button>
        {template.isChanged && (
          <Button onClick={() => void templates.reset(template)}>{t('templates.reset')}</Button>
        )}
      </div>
    </>
  );
}
