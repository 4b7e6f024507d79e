import { useLayoutEffect, useRef } from 'react';
import { MAX_SEGMENT_TEXT } from '../../../src-main/contract/edits.ts';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { insertText } from '../../app/insert-text.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { leadOf } from '../transcript/words.ts';
import { caretIn, putCaret } from './caret.ts';
import { movedOffset } from './changed-place.ts';
import { useEditing } from './use-editing.ts';
import { useEditKeys } from './use-edit-keys.ts';
import './editing.css';

/** A segment that is written in: it looks as it did, with a caret. What it holds is the browser's, not React's. */
export function EditField({ segment }: { segment: Segment }) {
  const { editing } = useStores();
  const field = useRef<HTMLSpanElement>(null);
  const at = useEditing((state) => state.at);
  const { t } = useLocale();
  const { id, text } = segment;
  const lead = leadOf(text);
  const onKeyDown = useEditKeys(segment);

  useLayoutEffect(() => {
    const own = field.current;
    if (!own || at?.segmentId !== id) return;
    show(own, (editing.draftOf(id) ?? text).slice(lead));
    own.focus({ preventScroll: true });
    const caret = editing.caretAt(at);
    putCaret(own, caret.start - lead, caret.end - lead);
    own.scrollIntoView({ block: 'nearest' });
    // The same segment may be drawn anew in another paragraph: one goes on where one was.
    return () => {
      const last = own === document.activeElement ? caretIn(own) : null;
      if (last) editing.keepCaret({ ...at, start: last.start + lead, end: last.end + lead });
    };
    // Only where the caret was put anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at]);
  // What another window wrote, while nothing was typed here.
  useLayoutEffect(() => {
    const own = field.current;
    if (!own || editing.draftOf(id) !== undefined || own.textContent === text.slice(lead)) return;
    const caret = caretIn(own);
    const [was, is] = [own.textContent, text.slice(lead)];
    show(own, is);
    if (caret && own === document.activeElement)
      putCaret(own, movedOffset(was, is, caret.start), movedOffset(was, is, caret.end));
  }, [editing, id, text, lead]);

  const type = (typed: string) => {
    editing.type(id, text.slice(0, lead) + typed);
  };
  /** How many letters more there is room for, in place of those that are selected. */
  const room = () => {
    const caret = field.current && caretIn(field.current);
    const selected = caret ? caret.end - caret.start : 0;
    return Math.max(
      0,
      Math.max(MAX_SEGMENT_TEXT, text.length) - lead - (field.current?.textContent.length ?? 0) + selected,
    );
  };
  return (
    <span
      ref={field}
      className="edit-field"
      role="textbox"
      aria-label={t('edit.field')}
      aria-multiline="true"
      contentEditable="plaintext-only"
      spellCheck
      data-segment={id}
      data-lead={lead}
      onBeforeInput={(event) => {
        if (event.data.length > room()) event.preventDefault();
      }}
      onInput={({ currentTarget }) => {
        type(currentTarget.textContent);
      }}
      onPaste={(event) => {
        event.preventDefault();
        const pasted = event.clipboardData.getData('text/plain').replace(/[\t\n\r]+| {2,}/g, ' ');
        insertText(pasted.slice(0, room()));
      }}
      onDrop={(event) => {
        event.preventDefault();
      }}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        void editing.flush();
        // The window may only have lost the focus; within the words one goes on.
        const isNear = relatedTarget instanceof Element && relatedTarget.closest('.words, .edit-card');
        if (!isNear && document.hasFocus() && document.activeElement !== field.current) editing.leave();
      }}
    />
  );
}

function show(field: HTMLElement, text: string): void {
  if (field.textContent !== text) field.textContent = text;
}
