/**
 * Where the focus goes when what had it is left or has vanished: near where it was, else to the list or what stands
 * for it. That is never a field of notes or of a search, in which the shortcuts mean something else.
 */
const landings: readonly [within: string, to: string][] = [
  ['.tags', '#meeting-tags'],
  // In the list keys mean other things: to delete words would be to delete a meeting.
  ['.words', '#meeting-transcript'],
  ['.words', '.words-tabs [aria-selected="true"]'],
  ['.names', '#suggest-names'],
  ['.speakers', '.speakers button'],
  ['.sidebar', '.sidebar [aria-current]'],
  ['.sidebar', '.sidebar button'],
  ['*', '#meeting-list'],
  ['*', '.welcome-new'],
  ['*', '.list-heading h1'],
  ['*', '.meeting-back'],
  ['*', '.button-main, .button'],
];

export function land(within: readonly string[] = []): void {
  const dialog = document.querySelector('dialog[open]');
  const places = dialog
    ? ['[data-start]', 'button']
    : landings.filter(([area]) => area === '*' || within.includes(area)).map(([, to]) => to);
  const root = dialog ?? document;
  for (const place of places) {
    const found = [...root.querySelectorAll<HTMLElement>(place)].find((element) => element.checkVisibility());
    found?.focus({ preventScroll: true });
    if (found && found === document.activeElement) return;
  }
}

/** Those of the same kind (`data-peer`) in the other rows of a list: those that follow, then those before. */
function peersOf(target: Element): HTMLElement[] {
  const kind = target.getAttribute('data-peer');
  if (kind === null) return [];
  const all = [...document.querySelectorAll<HTMLElement>(`[data-peer="${kind}"]`)];
  const at = all.findIndex((own) => own === target);
  return [...all.slice(at + 1), ...all.slice(0, at).reverse()];
}

/** An element that is removed takes the focus with it, and the browser leaves it nowhere. */
export function keepFocus(): () => void {
  let last: Element | null = null;
  let areas: string[] = [];
  let peers: HTMLElement[] = [];
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    last = target;
    peers = peersOf(target);
    // A dialog is over all of them: it leads back to where one was before.
    if (!target.closest('dialog'))
      areas = landings.map(([area]) => area).filter((area) => target.closest(area));
  };
  const observer = new MutationObserver(() => {
    if (last?.isConnected !== false || document.activeElement !== document.body) return;
    const peer = peers.find((own) => own.isConnected);
    if (peer) peer.focus();
    else land(areas);
  });
  document.addEventListener('focusin', remember);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
