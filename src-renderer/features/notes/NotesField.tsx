import { useLayoutEffect, useRef } from 'react';
import { useOpen, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { typeInList } from './typing.ts';

const LONGEST = 2_000_000;

export function NotesField({ meetingId, isFixed }: { meetingId: string; isFixed: boolean }) {
  const { open, words } = useStores();
  const draft = useOpen((state) => state.notes.draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef(0);
  const { t } = useLocale();

  // When another window's words replace ours, the browser would put the caret at the end.
  useLayoutEffect(() => {
    const element = field.current;
    if (element && element === document.activeElement && element.selectionEnd !== caret.current) {
      element.setSelectionRange(caret.current, caret.current);
    }
  }, [draft]);

  return (
    <textarea
      ref={field}
      id="meeting-notes"
      className="notes"
      aria-label={t('meeting.notes')}
      placeholder={isFixed ? undefined : t('meeting.notesHint')}
      value={draft}
      readOnly={isFixed}
      maxLength={LONGEST}
      dir="auto"
      spellCheck
      onChange={(event) => {
        caret.current = event.target.selectionEnd;
        // What begins to be written is not turned into what reads under the hand.
        words.setReading(false);
        open.notesOf(meetingId)?.type(event.target.value);
      }}
      onSelect={(event) => {
        caret.current = event.currentTarget.selectionEnd;
      }}
      onKeyDown={(event) => {
        if (isFixed || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
          return;
        if (typeInList(event.currentTarget, event)) event.preventDefault();
      }}
      onBlur={() => void open.notesOf(meetingId)?.flush()}
    />
  );
}
