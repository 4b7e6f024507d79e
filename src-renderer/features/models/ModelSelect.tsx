import { useLocale } from '../../i18n/locale-context.ts';
import { Select } from '../../ui/Field.tsx';
import type { Model } from '../../../src-main/contract/models.ts';
import { useModels } from './use-models.ts';

interface ModelSelectProps {
  id: string;
  /** Empty: the best one that is installed. */
  value: string;
  /** What is taken where none is chosen. */
  best: Model | undefined;
  onPick: (id: string) => void;
}

/** Which of the installed speech models. */
export function ModelSelect({ id, value, best, onPick }: ModelSelectProps) {
  const models = useModels();
  const { t } = useLocale();
  const installed = models.filter(({ kind, isInstalled }) => isInstalled && kind === 'speech');
  const isThere = installed.some((model) => model.id === value);
  return (
    <Select
      id={id}
      value={isThere ? value : ''}
      options={[
        { value: '', label: best ? t('models.best', { name: best.name }) : t('models.none') },
        ...installed.map((model) => ({ value: model.id, label: model.name })),
      ]}
      onPick={onPick}
    />
  );
}
