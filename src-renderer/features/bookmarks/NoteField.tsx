import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Bookmark } from '../../../src-main/contract/bookmarks.ts';
import { useStores } from '../../app/context.ts';
import { isTyping } from '../../app/is-typing.ts';
import { useLocale } from '../../i18n/locale-context.ts';

const LONGEST = 2000;

/** Written in place: Enter and leaving the field keep it, Escape gives the change up. */
export function NoteField({
  bookmark,
  time,
  isFixed,
}: {
  bookmark: Bookmark;
  time: string;
  isFixed: boolean;
}) {
  const { bookmarks } = useStores();
  const [draft, setDraft] = useState<string | null>(null);
  // Leaving the field follows a key in the same moment, before a new state is drawn.
  const typed = useRef<string | null>(null);
  const isAsked = useStore(bookmarks.store, ({ toNote }) => toNote === bookmark.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const { t } = useLocale();

  const edit = (next: string | null) => {
    typed.current = next;
    setDraft(next);
  };
  const hasDraft = () => typed.current !== null;
  const keep = async () => {
    const note = typed.current?.trim();
    typed.current = null;
    if (note === undefined || note === bookmark.note) {
      setDraft(null);
      return;
    }
    const isSaved = await bookmarks.setNote(bookmark, note);
    if (hasDraft()) return;
    if (isSaved) setDraft(null);
    else typed.current = note;
  };
  const keepNow = useRef(keep);
  useEffect(() => {
    keepNow.current = keep;
  });
  useEffect(() => () => void keepNow.current(), []);

  useEffect(() => {
    if (!isAsked) return;
    bookmarks.noting();
    // Whoever has begun to type elsewhere meanwhile is not taken away from it.
    if (!isTyping()) field.current?.focus();
  }, [isAsked, bookmarks]);

  if (isFixed) {
    return (
      <p className="bookmark-note" dir="auto">
        {bookmark.note}
      </p>
    );
  }
  return (
    <textarea
      ref={field}
      className="bookmark-note"
      aria-label={t('bookmarks.note', { time })}
      placeholder={t('bookmarks.addNote')}
      value={draft ?? bookmark.note}
      maxLength={LONGEST}
      rows={1}
      dir="auto"
      onChange={(event) => {
        edit(event.target.value.replace(/[\r\n]+/g, ' '));
      }}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') edit(null);
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        event.preventDefault();
        event.currentTarget.closest('li')?.querySelector('button')?.focus();
      }}
    />
  );
}
