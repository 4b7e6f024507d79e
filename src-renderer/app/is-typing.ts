/** Whether keys mean letters there, or a choice from a list. */
export const isTyping = (target: EventTarget | null = document.activeElement): boolean =>
  target instanceof Element &&
  target.matches(
    'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]',
  );
