import { QUICK, SERVER } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { useLanguageModels } from '../models/use-models.ts';
import { ServerWarning } from './ServerWarning.tsx';
import { useServer, useWriters } from './use-writers.ts';

interface WriterChoiceProps {
  id: string;
  value: string;
  onPick: (value: string) => void;
}

/** Who writes this one, and what that takes. */
export function WriterChoice({ id, value, onPick }: WriterChoiceProps) {
  const { layout, models } = useStores();
  const writers = useWriters();
  const { t } = useLocale();
  return (
    <div className="choice">
      <label htmlFor={id}>{t('summary.method')}</label>
      <div className="summary-writer">
        <Select id={id} value={value} options={writers} onPick={onPick} />
        <Button
          onClick={() => {
            models.show('language');
            layout.ask({ kind: 'settings', page: 'models' });
          }}
        >
          {t('speech.manage')}
        </Button>
      </div>
      {value === SERVER && <ServerWarning />}
      <WriterNote value={value} />
    </div>
  );
}

function WriterNote({ value }: { value: string }) {
  const model = useLanguageModels().find(({ id }) => id === value);
  const server = useServer();
  const { t, format } = useLocale();
  if (value === QUICK) return <p className="choices-note">{t('summary.quickNote')}</p>;
  if (value === SERVER)
    return server && !server.isFar ? (
      <p className="choices-note">{t('server.near', { host: server.host })}</p>
    ) : null;
  if (!model) return null;
  return (
    <p className="choices-note">
      {t('summary.modelNote', { memory: format.bytes(model.memoryBytes) })}{' '}
      {!model.fits && t('summary.modelTooLarge')}
    </p>
  );
}
