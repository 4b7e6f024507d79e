import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock, spokenTime } from '../player/clock.ts';
import { BookmarkRow } from './BookmarkRow.tsx';
import './bookmarks.css';

interface BookmarkListProps {
  meetingId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

export function BookmarkList({ meetingId, isPlayable, isFixed }: BookmarkListProps) {
  const { bookmarks } = useStores();
  const items = useStore(bookmarks.store, (state) => state.bookmarks);
  const lastAdded = useStore(bookmarks.store, (state) => state.lastAdded);
  const { t, language } = useLocale();
  const longest = items.at(-1)?.atMs ?? 0;
  return (
    <>
      <p role="status" className="visually-hidden">
        {lastAdded && t('bookmarks.added', { time: spokenTime(language, lastAdded.atMs) })}
      </p>
      {items.length > 0 && (
        <ul className="bookmarks" aria-label={t('bookmarks.label')}>
          {items.map((bookmark) => (
            <BookmarkRow
              key={bookmark.id}
              bookmark={bookmark}
              meetingId={meetingId}
              time={clock(bookmark.atMs, longest)}
              isPlayable={isPlayable}
              isFixed={isFixed}
            />
          ))}
        </ul>
      )}
    </>
  );
}
