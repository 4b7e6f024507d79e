import type { Bookmark } from '../../../src-main/contract/bookmarks.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { NoteField } from './NoteField.tsx';

interface BookmarkRowProps {
  bookmark: Bookmark;
  meetingId: string;
  time: string;
  isPlayable: boolean;
  isFixed: boolean;
}

export function BookmarkRow({ bookmark, meetingId, time, isPlayable, isFixed }: BookmarkRowProps) {
  const { player, bookmarks } = useStores();
  const { t } = useLocale();
  return (
    <li className="bookmark">
      {isPlayable ? (
        <button
          type="button"
          className="bookmark-time tabular"
          aria-label={t('bookmarks.play', { time })}
          onClick={() => void player.play(meetingId, bookmark.atMs)}
        >
          {time}
        </button>
      ) : (
        <span className="bookmark-time tabular">{time}</span>
      )}
      <NoteField bookmark={bookmark} time={time} isFixed={isFixed} />
      {!isFixed && (
        <IconButton
          className="bookmark-remove"
          icon="close"
          label={t('bookmarks.remove', { time })}
          onClick={() => void bookmarks.remove(bookmark)}
        />
      )}
    </li>
  );
}
