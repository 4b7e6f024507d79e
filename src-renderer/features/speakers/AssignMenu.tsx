import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useTranscript } from '../transcript/use-transcript.ts';
import { useAssignItems } from './use-assign-items.tsx';

interface AssignMenuProps {
  meetingId: string;
  segmentIds: readonly string[];
}

export function AssignMenu({ meetingId, segmentIds }: AssignMenuProps) {
  const { t } = useLocale();
  const now = useTranscript(({ segments }) => segments?.find(({ id }) => id === segmentIds[0])?.speakerId);
  const groups = useAssignItems(meetingId, segmentIds, now);
  return (
    <Menu label={t('speakers.assign')} groups={groups}>
      <Icon name="person" />
    </Menu>
  );
}
