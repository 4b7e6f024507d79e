import { useEffect, useRef, useState } from 'react';
import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useOpen, useStores } from '../../app/context.ts';
import { releaseKeys } from '../../app/held-keys.ts';
import { insertText } from '../../app/insert-text.ts';
import { land } from '../../app/landing.ts';
import { useLocale } from '../../i18n/locale-context.ts';

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ');

/** Looks like the headline it is. Saved on leaving it; Escape gives up the change. */
export function TitleField({ meeting: { id, title }, isFixed }: { meeting: Meeting; isFixed: boolean }) {
  const { actions, open } = useStores();
  const [draft, setDraft] = useState<string | null>(null);
  // Leaving the field follows a key in the same moment, before a new state is drawn.
  const typed = useRef<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const unsaved = useOpen((state) => state.titles.get(id));
  const isNew = useOpen((state) => state.titleFor === id);
  const { t } = useLocale();

  const edit = (next: string | null) => {
    typed.current = next;
    setDraft(next);
    open.setTyping('title', next !== null);
  };
  const commit = (text = typed.current) => {
    edit(null);
    const next = text?.trim();
    if (next && next !== title) void actions.rename(id, next);
    else if (text !== null) open.keepTitle(id, null);
  };
  const enter = () => {
    document.getElementById('meeting-notes')?.focus();
  };
  useEffect(() => {
    if (!isNew) return;
    open.askTitle(null);
    field.current?.focus();
    field.current?.select();
    const [first = '', ...rest] = releaseKeys().split('\n');
    insertText(first);
    if (rest.length === 0) return;
    enter();
    insertText(rest.join('\n'));
  }, [isNew, open]);
  useEffect(
    () => () => {
      const next = typed.current?.trim() ?? '';
      open.setTyping('title', false);
      if (next !== '') void actions.rename(id, next);
    },
    [actions, open, id],
  );
  return (
    <h1 className="meeting-title-line">
      <textarea
        ref={field}
        className="meeting-title"
        aria-label={t('meeting.title')}
        value={draft ?? unsaved ?? title}
        readOnly={isFixed}
        maxLength={500}
        rows={1}
        dir="auto"
        spellCheck={draft !== null}
        onChange={(event) => {
          edit(oneLine(event.target.value));
        }}
        onBlur={() => {
          commit();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            commit(typed.current ?? unsaved);
            enter();
          }
          if (event.key === 'Escape') {
            edit(null);
            open.keepTitle(id, null);
            land();
          }
        }}
      />
    </h1>
  );
}
