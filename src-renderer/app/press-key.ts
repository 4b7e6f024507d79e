import { insertText, removeSelected } from './insert-text.ts';
import { isTyping } from './is-typing.ts';

/** Where a key leads in a text: which way, how far, and how far with Ctrl. */
const ways: Record<
  string,
  readonly [way: 'left' | 'right' | 'backward' | 'forward', far: string, farther: string]
> = {
  ArrowLeft: ['left', 'character', 'word'],
  ArrowRight: ['right', 'character', 'word'],
  ArrowUp: ['backward', 'line', 'paragraph'],
  ArrowDown: ['forward', 'line', 'paragraph'],
  Home: ['backward', 'lineboundary', 'documentboundary'],
  End: ['forward', 'lineboundary', 'documentboundary'],
  Backspace: ['backward', 'character', 'word'],
  Delete: ['forward', 'character', 'word'],
};

/** As if a key were pressed, or a text pasted, in the field that has the focus: a browser does nothing by itself for such a key. */
export function pressKey(key: KeyboardEvent | string): void {
  const field = document.activeElement;
  if (!field || !isTyping(field)) return;
  if (typeof key === 'string') {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', key);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  } else if (key.key.length === 1 && !key.ctrlKey && !key.metaKey) insertText(key.key);
  else if (field.dispatchEvent(new KeyboardEvent('keydown', key))) move(key);
}

function move({ key, ctrlKey, shiftKey }: KeyboardEvent) {
  const selection = getSelection();
  const [way, far, farther] = ways[key] ?? [];
  if (!selection || way === undefined) return;
  const isRemoved = key === 'Backspace' || key === 'Delete';
  if (!isRemoved || selection.isCollapsed)
    selection.modify(isRemoved || shiftKey ? 'extend' : 'move', way, ctrlKey ? farther : far);
  if (isRemoved) removeSelected();
}
