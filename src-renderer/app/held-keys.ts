/** Should the field never come, the keys go where they went before. */
const AT_MOST_MS = 5000;

let held = '';
let timer: ReturnType<typeof setTimeout> | undefined;

function hold(event: KeyboardEvent) {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key.length === 1) held += event.key;
  else if (event.key === 'Enter') held += '\n';
  else if (event.key === 'Backspace') held = held.slice(0, -1);
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Until the field is there that they are meant for, keys are kept from what has the focus now. */
export function holdKeys(): void {
  clearTimeout(timer);
  timer = setTimeout(releaseKeys, AT_MOST_MS);
  window.addEventListener('keydown', hold, { capture: true });
}

/** What was typed meanwhile. */
export function releaseKeys(): string {
  clearTimeout(timer);
  window.removeEventListener('keydown', hold, { capture: true });
  const typed = held;
  held = '';
  return typed;
}
