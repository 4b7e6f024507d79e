import { useState } from 'react';
import type { Model } from '../../../src-main/contract/models.ts';
import { useStores } from '../../app/context.ts';
import type { Format } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import type { Translator } from '../../i18n/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { shapeOf } from '../queue/states.ts';
import { failureOf } from './failure.ts';
import { useIsUsed } from './use-models.ts';

/** One model: what it is, what it takes, and what can be done with it. */
export function ModelRow({ model, isRecommended }: { model: Model; isRecommended: boolean }) {
  const isUsed = useIsUsed(model);
  const [isAsking, setAsking] = useState(false);
  const { t, format } = useLocale();
  const { name, isForTests, isInstalled, transfer, error } = model;
  const marks = [
    isUsed && t('models.inUse'),
    isRecommended && t('models.recommended'),
    isForTests && t('models.forTests'),
  ].filter((mark) => mark !== false);
  return (
    <li className="model">
      <div className="model-words">
        <p className="model-name">
          <span dir="auto">{name}</span>
          {marks.map((mark) => (
            <span key={mark} className="model-mark">
              {mark}
            </span>
          ))}
          {!model.fits && <span className="model-mark model-mark-warning">{t('models.tooLarge')}</span>}
        </p>
        <p className="model-facts">{factsOf(model, t, format)}</p>
        {isForTests && <p className="model-facts">{t('models.forTestsHint')}</p>}
        {transfer && (
          <>
            <Progress share={transfer.bytes > 0 ? transfer.bytesDone / transfer.bytes : null} label={name} />
            <p className="model-facts tabular">
              {t(`models.${transfer.kind}ing`, {
                done: format.bytes(transfer.bytesDone),
                total: format.bytes(transfer.bytes),
              })}
              {transfer.msLeft !== null &&
                `, ${t('imports.left', { time: format.roughly(transfer.msLeft) })}`}
            </p>
          </>
        )}
        {error && !transfer && (
          <div className="model-error" role="alert">
            <p>{failureOf(model, format).map(t.show).join(' ')}</p>
            <ErrorDetails error={shapeOf(error)} />
          </div>
        )}
        {isAsking && (
          <Asking
            model={model}
            onDone={() => {
              setAsking(false);
            }}
          />
        )}
      </div>
      {!isAsking && (
        <Actions
          model={model}
          isUsed={isUsed}
          isInstalled={isInstalled}
          onRemove={() => {
            setAsking(true);
          }}
        />
      )}
    </li>
  );
}

interface ActionsProps {
  model: Model;
  isUsed: boolean;
  isInstalled: boolean;
  onRemove: () => void;
}

function Actions({
  model: { id, kind, name, origin, transfer, error, partBytes },
  isUsed,
  isInstalled,
  onRemove,
}: ActionsProps) {
  const { models, settings } = useStores();
  const { t } = useLocale();
  const of = <span className="visually-hidden"> {name}</span>;
  return (
    <div className="model-actions">
      {transfer && (
        <Button onClick={() => void models.cancel(id)}>
          {t('common.cancel')}
          {of}
        </Button>
      )}
      {!transfer && !isInstalled && origin === 'catalogue' && (
        <Button onClick={() => void models.download(id)}>
          {t(partBytes > 0 ? 'models.goOn' : error ? 'common.retry' : 'models.download')}
          {of}
        </Button>
      )}
      {isInstalled && !isUsed && (
        <Button
          onClick={() => void settings.update(kind === 'speech' ? { speechModel: id } : { summaryModel: id })}
        >
          {t('models.use')}
          {of}
        </Button>
      )}
      {!transfer && origin !== 'builtin' && (isInstalled || origin === 'imported') && (
        <Button onClick={onRemove}>
          {t('models.delete')}
          {of}
        </Button>
      )}
    </div>
  );
}

/** What deleting it means, in plain words, before it is done. */
function Asking({ model: { id, origin, bytes }, onDone }: { model: Model; onDone: () => void }) {
  const { models } = useStores();
  const { t, format } = useLocale();
  return (
    <div className="model-asking" role="group">
      <p>
        {t(origin === 'imported' ? 'models.deleteImported' : 'models.deleteText', {
          size: format.bytes(bytes),
        })}
      </p>
      <div className="model-actions">
        <Button autoFocus onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onDone();
            void models.remove(id);
          }}
        >
          {t('models.delete')}
        </Button>
      </div>
    </div>
  );
}

function factsOf(model: Model, t: Translator, format: Format): string {
  const { bytes, memoryBytes, quantisation, licence } = model;
  return [
    format.bytes(bytes),
    t('models.memory', { size: format.bytes(memoryBytes) }),
    languagesOf(model, t),
    quantisation,
    licence ?? t('models.noLicence'),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Nobody has said it of a language model that was imported. */
function languagesOf({ kind, isMultilingual, languages }: Model, t: Translator): string {
  if (languages === 1 || !isMultilingual) return t('models.english');
  if (languages !== null) return t('models.languages', { count: languages });
  return kind === 'speech' ? t('models.multilingual') : '';
}
