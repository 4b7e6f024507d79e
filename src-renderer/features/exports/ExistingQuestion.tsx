import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import type { IfThere } from './store.ts';

export interface Existing {
  folder: string;
  /** The first of them. */
  names: readonly string[];
  count: number;
  /** It is the one file that would be written. */
  zip: boolean;
}

interface QuestionProps {
  existing: Existing;
  onAnswer: (ifThere: IfThere) => void;
  onCancel: () => void;
}

/** What to do where files of these names are there already. */
export function ExistingQuestion({ existing: { names, count, zip }, onAnswer, onCancel }: QuestionProps) {
  const { t } = useLocale();
  const more = count - names.length;
  const answer = (ifThere: IfThere, isFirst = false) => (
    <Button
      look={isFirst ? 'main' : 'plain'}
      autoFocus={isFirst}
      onClick={() => {
        onAnswer(ifThere);
      }}
    >
      {t(`exports.${ifThere}`)}
    </Button>
  );
  return (
    <footer className="export-foot" role="group" aria-labelledby="export-existing">
      <p className="export-goes" id="export-existing" role="alert">
        <b>{t('exports.existing', { count })}</b>{' '}
        {names.map((name, at) => (
          <span key={name}>
            {at > 0 && ', '}
            <bdi>{name}</bdi>
          </span>
        ))}
        {more > 0 && ` ${t('bulk.more', { count: more })}`}
      </p>
      <Button onClick={onCancel}>{t('common.cancel')}</Button>
      {answer('replace')}
      {!zip && answer('skip')}
      {answer('keepBoth', true)}
    </footer>
  );
}
