import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { RemoveVersion } from '../versions/RemoveVersion.tsx';
import { useTranscript } from './use-transcript.ts';

export function RemoveTranscript({ id, onClose }: { id: string; onClose: () => void }) {
  const { transcripts } = useStores();
  const version = useTranscript(({ versions }) => versions.find((one) => one.id === id));
  const { t } = useLocale();
  return (
    <RemoveVersion
      version={version?.version ?? 0}
      text={t(version?.isEdited ? 'transcript.removeEdited' : 'transcript.removeText')}
      onRemove={() => void transcripts.remove(id)}
      onClose={onClose}
    />
  );
}
