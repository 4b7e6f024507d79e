import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { EditActions } from '../editing/EditActions.tsx';
import { EditConflict } from '../editing/EditConflict.tsx';
import { useEditing } from '../editing/use-editing.ts';
import { useIsPlaying } from '../player/use-player.ts';
import { ReviewBar } from './ReviewBar.tsx';
import { SelectionActions } from './SelectionActions.tsx';
import { useTranscript } from './use-transcript.ts';

interface ReaderBarProps {
  meetingId: string;
  space: string;
  isPlayable: boolean;
  isFixed: boolean;
}

/** What can be done just now, at the foot of the words. */
export function ReaderBar({ meetingId, space, isPlayable, isFixed }: ReaderBarProps) {
  const { transcripts } = useStores();
  const selection = useTranscript((state) => state.selection);
  const isFollowing = useTranscript((state) => state.isFollowing);
  const edited = useEditing(({ at }) => at?.segmentId ?? null);
  const conflicts = useEditing((state) => state.conflicts);
  const conflict = conflicts.find((one) => one.meetingId === meetingId);
  const isReviewing = useTranscript((state) => state.isReviewing);
  const isPlaying = useIsPlaying(meetingId);
  const { t } = useLocale();
  if (conflict) return <EditConflict conflict={conflict} />;
  if (selection) {
    return (
      <SelectionActions
        selection={selection}
        meetingId={meetingId}
        space={space}
        isPlayable={isPlayable}
        isFixed={isFixed}
      />
    );
  }
  if (edited !== null)
    return <EditActions segmentId={edited} meetingId={meetingId} isPlayable={isPlayable} />;
  if (isReviewing) return <ReviewBar meetingId={meetingId} isPlayable={isPlayable} isFixed={isFixed} />;
  if (!isPlaying || isFollowing) return null;
  return (
    <div className="reader-bar">
      <Button
        look="main"
        onClick={() => {
          transcripts.follow(true);
        }}
      >
        {t('transcript.backToPlaying')}
      </Button>
    </div>
  );
}
