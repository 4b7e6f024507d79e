/** Its middle lies where a person sees it: not scrolled away, nor behind a dialog. */
export function isSeen(element: Element | null): boolean {
  if (!element) return false;
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}
