import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { AssignMenu } from '../speakers/AssignMenu.tsx';
import { useTranscript } from '../transcript/use-transcript.ts';

interface EditActionsProps {
  segmentId: string;
  meetingId: string;
  isPlayable: boolean;
}

/** What can be done with the segment that is written in, beside writing. Each has a key as well. */
export function EditActions({ segmentId, meetingId, isPlayable }: EditActionsProps) {
  const { editing, player } = useStores();
  const segment = useTranscript(({ segments }) => segments?.find(({ id }) => id === segmentId));
  const isFirst = useTranscript(({ segments }) => segments?.[0]?.id === segmentId);
  const { t } = useLocale();
  if (!segment) return null;
  return (
    <div
      className="reader-bar"
      role="toolbar"
      aria-label={t('edit.tools')}
      // The caret would be lost before the click arrives.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
    >
      {isPlayable && (
        <IconButton
          icon="play"
          label={t('edit.play')}
          onClick={() => void player.playSpan(meetingId, segment.startMs, segment.endMs)}
        />
      )}
      <IconButton
        icon="boundaryBack"
        label={t('edit.boundaryBack')}
        disabled={isFirst}
        onClick={() => void editing.moveBoundary(segmentId, 'back')}
      />
      <IconButton
        icon="boundaryOn"
        label={t('edit.boundaryOn')}
        disabled={isFirst}
        onClick={() => void editing.moveBoundary(segmentId, 'on')}
      />
      <IconButton
        icon="join"
        label={t('edit.join')}
        disabled={isFirst}
        onClick={() => void editing.join(segmentId)}
      />
      <AssignMenu meetingId={meetingId} segmentIds={[segmentId]} />
      <button
        type="button"
        className="transcript-tool"
        onClick={() => {
          editing.leave();
          document.getElementById('meeting-transcript')?.focus({ preventScroll: true });
        }}
      >
        {t('edit.done')}
      </button>
    </div>
  );
}
