/** Where the caret is in a field of plain text. */
export function caretIn(field: HTMLElement): { start: number; end: number } | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!field.contains(range.startContainer) || !field.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(field);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}

export function putCaret(field: HTMLElement, start: number, end = start): void {
  const node = field.firstChild;
  const most = node?.textContent?.length ?? 0;
  const [from, to] = [start, end].map((offset) => Math.max(0, Math.min(offset, most)));
  getSelection()?.setBaseAndExtent(node ?? field, from ?? 0, node ?? field, to ?? 0);
}

/** The line that the caret is on; an empty field has none but its own. */
export function caretRect(field: HTMLElement): DOMRect {
  const selection = getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
  range?.collapse(selection?.direction !== 'forward');
  return range?.getClientRects()[0] ?? field.getBoundingClientRect();
}
