import { useState, type ReactNode } from 'react';
import type { Template } from '../../../src-main/contract/templates.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { partsOf } from './store.ts';
import { TemplateForm } from './TemplateForm.tsx';
import { useTemplateName, useTemplates } from './use-templates.ts';
import './templates.css';

/** What summaries can be like: the templates that came with the app, and the person's own. While one is written nothing stands above it. */
export function TemplatesPanel({ above }: { above: ReactNode }) {
  const { templates: store } = useStores();
  const templates = useTemplates();
  const [editedId, setEdited] = useState<string | null>(null);
  const [leftId, setLeft] = useState<string | null>(null);
  const { t } = useLocale();
  const edited = templates.find(({ id }) => id === editedId);
  const create = () =>
    void store
      .create({
        ...{ name: t('templates.newName'), sections: ['overview', 'decisions', 'actions'] },
        ...{ instructions: '', length: 'medium', language: null },
      })
      .then((made) => {
        setEdited(made?.id ?? null);
      });
  if (edited) {
    return (
      <TemplateForm
        key={edited.id}
        template={edited}
        onClose={() => {
          setLeft(edited.id);
          setEdited(null);
        }}
      />
    );
  }
  const hidden = templates.filter(({ isHidden }) => isHidden);
  return (
    <>
      {above}
      <h3>{t('templates.title')}</h3>
      <p className="settings-note">{t('templates.text')}</p>
      <ul className="templates">
        {templates
          .filter(({ isHidden }) => !isHidden)
          .map((template) => (
            <Row key={template.id} template={template} isLeft={template.id === leftId} onEdit={setEdited} />
          ))}
      </ul>
      <div className="settings-more">
        <Button onClick={create}>{t('templates.create')}</Button>
      </div>
      {hidden.length > 0 && (
        <>
          <h3>{t('templates.hidden')}</h3>
          <ul className="templates">
            {hidden.map((template) => (
              <HiddenRow key={template.id} template={template} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface RowProps {
  template: Template;
  /** It was just written, and is where one goes on. */
  isLeft: boolean;
  onEdit: (id: string) => void;
}

function Row({ template, isLeft, onEdit }: RowProps) {
  const { templates } = useStores();
  const nameOf = useTemplateName();
  const { t } = useLocale();
  const name = nameOf(template);
  const { id, isBuiltIn, isChanged, sections, length } = template;
  const copy = () =>
    void templates.create({ ...partsOf(template), name: t('templates.copyOf', { name }) }).then((made) => {
      if (made) onEdit(made.id);
    });
  const items = [
    { id: 'copy', label: t('templates.copy'), onSelect: copy },
    ...(isChanged
      ? [{ id: 'reset', label: t('templates.reset'), onSelect: () => void templates.reset(template) }]
      : []),
    {
      id: 'remove',
      label: t(isBuiltIn ? 'templates.hide' : 'templates.remove'),
      onSelect: () => void templates.remove(template),
    },
  ];
  const has = sections.map((section) => t(`summary.${section}`)).join(', ');
  return (
    <li>
      <button
        type="button"
        className="template"
        autoFocus={isLeft}
        onClick={() => {
          onEdit(id);
        }}
      >
        <span className="template-name" dir="auto">
          {name}
          {isChanged && <span className="template-mark"> · {t('templates.changed')}</span>}
          {!isBuiltIn && <span className="template-mark"> · {t('templates.own')}</span>}
        </span>
        <span className="template-has">{`${has} · ${t(`summary.length.${length}`)}`}</span>
      </button>
      <Menu label={t('templates.menu', { name })} groups={[items]}>
        <Icon name="more" />
      </Menu>
    </li>
  );
}

function HiddenRow({ template }: { template: Template }) {
  const { templates } = useStores();
  const name = useTemplateName()(template);
  const { t } = useLocale();
  return (
    <li>
      <span className="template-name" dir="auto">
        {name}
      </span>
      <Button onClick={() => void templates.show(template.id)}>
        {t('templates.show')}
        <span className="visually-hidden"> {name}</span>
      </Button>
    </li>
  );
}
