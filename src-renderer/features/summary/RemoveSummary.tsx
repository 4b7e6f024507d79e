import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { RemoveVersion } from '../versions/RemoveVersion.tsx';
import { useSummary } from './use-summary.ts';

export function RemoveSummary({ id, onClose }: { id: string; onClose: () => void }) {
  const { summaries } = useStores();
  const version = useSummary(({ versions }) => versions.find((one) => one.id === id));
  const { t } = useLocale();
  return (
    <RemoveVersion
      version={version?.version ?? 0}
      text={t(version?.isEdited ? 'summary.removeEdited' : 'summary.removeText')}
      onRemove={() => void summaries.remove(id)}
      onClose={onClose}
    />
  );
}
