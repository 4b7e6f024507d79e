import { flushSync } from 'react-dom';
import { pressKey } from './press-key.ts';

/** Should the field never come, the keys go where they went before. */
const AT_MOST_MS = 5000;

/** Keys, and texts that were pasted. */
let held: (KeyboardEvent | string)[] = [];
let isHolding = false;
let timer: ReturnType<typeof setTimeout> | undefined;

function hold(event: KeyboardEvent) {
  const { key, isComposing, ctrlKey, altKey, metaKey } = event;
  // To take something back waits too, for what was typed before it.
  const isCommand = altKey || ((ctrlKey || metaKey) && key.length === 1 && !/[zy]/i.test(key));
  if (isComposing || isCommand) return;
  held.push(event);
  event.preventDefault();
  event.stopImmediatePropagation();
}
function holdPasted(event: ClipboardEvent) {
  held.push(event.clipboardData?.getData('text/plain') ?? '');
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Until the field is there that they are meant for, keys are kept from what has the focus now. */
export function holdKeys(): void {
  clearTimeout(timer);
  timer = setTimeout(release, AT_MOST_MS);
  isHolding = true;
  window.addEventListener('keydown', hold, { capture: true });
  window.addEventListener('paste', holdPasted, { capture: true });
}
function release() {
  clearTimeout(timer);
  isHolding = false;
  window.removeEventListener('keydown', hold, { capture: true });
  window.removeEventListener('paste', holdPasted, { capture: true });
  const all = held;
  held = [];
  return all;
}

/** What was typed meanwhile. */
export function releaseKeys(): string {
  let typed = '';
  for (const one of release()) {
    if (typeof one === 'string') typed += one;
    else if (one.ctrlKey || one.metaKey) continue;
    else if (one.key.length === 1) typed += one.key;
    else if (one.key === 'Enter') typed += '\n';
    else if (one.key === 'Backspace') typed = typed.slice(0, -1);
  }
  return typed;
}

/** Does what was typed meanwhile, one after the other; what one of them has to wait for, the next ones wait for too. */
export function replayKeys(): void {
  const keys = release();
  // The field that takes them is drawn first.
  flushSync(() => undefined);
  for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
    flushSync(() => {
      pressKey(key);
    });
    if (isHolding) break;
  }
  held = keys;
}
