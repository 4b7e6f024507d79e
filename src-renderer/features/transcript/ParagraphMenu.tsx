import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useAssignItems } from '../speakers/use-assign-items.tsx';
import type { ReadParagraph } from './paragraphs.ts';
import { useTranscript } from './use-transcript.ts';

export function ParagraphMenu({ paragraph, time }: { paragraph: ReadParagraph; time: string }) {
  const { layout, editing } = useStores();
  const transcriptId = useTranscript(({ shown }) => shown?.id ?? '');
  const meetingId = useTranscript(({ shown }) => shown?.meetingId ?? '');
  const { t } = useLocale();
  const { id, startMs, endMs, segments, speakerId } = paragraph;
  const ids = segments.map((segment) => segment.id);
  const speakers = useAssignItems(meetingId, ids, speakerId);
  const edit = {
    id: 'edit',
    label: t('edit.paragraph'),
    onSelect: () => {
      editing.enter({ segmentId: id, offset: 0 });
    },
  };
  const redo = {
    id: 'redo',
    label: t('transcript.redoParagraph'),
    onSelect: () => {
      layout.ask({ kind: 'redo', transcriptId, startMs, endMs });
    },
  };
  const remove = {
    id: 'remove',
    label: t('edit.removeParagraph'),
    onSelect: () => void editing.remove(ids),
  };
  return (
    <div className="para-menu">
      <Menu label={t('transcript.paragraphMenu', { time })} groups={[[edit, redo, remove], ...speakers]}>
        <Icon name="more" />
      </Menu>
    </div>
  );
}
