import { useId } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { useModels } from '../models/use-models.ts';

interface ChoiceActionsProps {
  label: string;
  /** 'no': there is no model that would be taken by itself, and none is chosen; 'wrong': a field says why not. */
  canStart: 'yes' | 'no' | 'wrong' | 'unknown';
  onClose: () => void;
}

/** Beginning it or not, and what it wants first. */
export function ChoiceActions({ label, canStart, onClose }: ChoiceActionsProps) {
  const { layout } = useStores();
  const hasTestModel = useModels().some(({ isForTests, isInstalled }) => isForTests && isInstalled);
  const id = useId();
  const { t } = useLocale();
  return (
    <div className="dialog-actions">
      {canStart === 'no' && (
        <p id={id} className="choices-lack" role="status">
          {hasTestModel
            ? `${t('transcript.chooseModel')} ${t('transcript.testModel')}`
            : t('transcript.noModel')}{' '}
          <button
            type="button"
            className="none-link"
            onClick={() => {
              layout.ask({ kind: 'settings', page: 'models' });
            }}
          >
            {t('transcript.getModel')}
          </button>
        </p>
      )}
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button
        look="main"
        type="submit"
        aria-disabled={canStart !== 'yes'}
        aria-describedby={canStart === 'no' ? id : undefined}
        data-start
      >
        {label}
      </Button>
    </div>
  );
}
