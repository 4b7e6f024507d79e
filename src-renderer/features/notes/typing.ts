import { insertText, removeSelected } from '../../app/insert-text.ts';
import { indented, marked, nextItem, timed, type Edit, type Typed } from './edits.ts';

const typedIn = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Typed => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});

/** As if it were typed, so that the browser's own undo takes it back. */
function apply(field: HTMLTextAreaElement, { from, to, insert, start, end }: Edit): void {
  field.focus();
  field.setSelectionRange(from, to);
  if (insert !== '') insertText(insert);
  else if (from < to) removeSelected();
  field.setSelectionRange(start, end);
}

export function mark(field: HTMLTextAreaElement, marker: string): void {
  apply(field, marked(typedIn(field), marker));
}

export function insertTime(field: HTMLTextAreaElement, time: string): void {
  apply(field, timed(typedIn(field), time));
}

/** The keys that lists have. Whether it was one of them. */
export function typeInList(
  field: HTMLTextAreaElement,
  { key, shiftKey }: { key: string; shiftKey: boolean },
): boolean {
  const typed = typedIn(field);
  const edit =
    key === 'Tab' ? indented(typed, shiftKey) : key === 'Enter' && !shiftKey ? nextItem(typed) : null;
  if (edit) apply(field, edit);
  return edit !== null;
}
