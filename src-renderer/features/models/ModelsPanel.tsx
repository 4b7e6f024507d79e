import { useId, useRef, useState, type DragEvent } from 'react';
import { useStore } from 'zustand';
import { modelKinds } from '../../../src-main/contract/models.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { gather, hasFiles, sorted } from '../imports/gather.ts';
import { groupModels } from './groups.ts';
import { ModelRow } from './ModelRow.tsx';
import './models.css';

/** Every model: what is installed first, then what could be, from small to large. */
export function ModelsPanel() {
  const { models: feature } = useStores();
  const { models, kind, recommended: allRecommended } = useStore(feature.store);
  const recommended = allRecommended[kind];
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const titleId = useId();
  const { t, format } = useLocale();
  const { installed, groups } = groupModels(models, kind);
  const wanted = models.find(({ id }) => id === recommended?.id);

  const over = (event: DragEvent) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.stopPropagation();
    void gather(event.dataTransfer).then(feature.importFiles);
  };
  const sections = [
    ...(installed.length > 0 ? [{ name: 'installed', title: t('models.installed'), models: installed }] : []),
    ...groups.map(({ family, models: ones }) => ({
      name: family,
      title: family === '' ? t(`models.others.${kind}`) : t('models.family', { name: family }),
      models: ones,
    })),
  ];
  return (
    <div
      className="models"
      data-over={isOver || undefined}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <div className="models-kinds" role="group" aria-label={t('settings.models')}>
        {modelKinds.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            onClick={() => {
              feature.show(one);
            }}
          >
            {t(`models.kind.${one}`)}
          </button>
        ))}
      </div>
      <p className="settings-note">{t(`models.about.${kind}`)}</p>
      {recommended && wanted && (
        <p className="models-advice">
          {t(`models.reason.${recommended.reason}`, {
            name: wanted.name,
            memory: format.bytes(recommended.memoryBytes),
          })}
        </p>
      )}
      <div className="models-tools">
        <Button onClick={() => input.current?.click()}>{t('models.import')}</Button>
        <p className="models-hint">{t('models.importHint')}</p>
        <input
          ref={input}
          type="file"
          id="model-files"
          hidden
          multiple
          accept=".bin,.gguf"
          aria-label={t('models.import')}
          onChange={({ target }) => {
            void feature.importFiles(sorted([...(target.files ?? [])]));
            // So that the same file can be chosen again.
            target.value = '';
          }}
        />
      </div>
      {sections.map(({ name, title, models: ones }) => (
        <section key={name} aria-labelledby={`${titleId}-${name}`}>
          <h3 id={`${titleId}-${name}`}>{title}</h3>
          <ul className="models-list">
            {ones.map((model) => (
              <ModelRow key={model.id} model={model} isRecommended={model.id === recommended?.id} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
