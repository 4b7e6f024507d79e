import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';

interface PlayFromProps {
  meetingId: string;
  startMs: number;
  /** As it is shown. */
  time: string;
  isPlayable: boolean;
}

/** A time that is heard when it is pressed. */
export function PlayFrom({ meetingId, startMs, time, isPlayable }: PlayFromProps) {
  const { player } = useStores();
  const { t } = useLocale();
  return (
    <button
      type="button"
      className="para-time tabular"
      disabled={!isPlayable}
      aria-label={t('bookmarks.play', { time })}
      onClick={() => void player.play(meetingId, startMs)}
    >
      {time}
    </button>
  );
}
