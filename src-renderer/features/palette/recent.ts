const KEY = 'meetmemo.palette';
const MOST = 12;

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** What was chosen last, the newest first: ids alone, and no tag, whose id would be its name. */
export const recentIn = (storage: Store): string[] =>
  (storage.getItem(KEY) ?? '').split('\n').filter(Boolean);

export function remember(storage: Store, id: string): void {
  if (id.startsWith('tag ')) return;
  const ids = [id, ...recentIn(storage).filter((other) => other !== id)];
  try {
    storage.setItem(KEY, ids.slice(0, MOST).join('\n'));
  } catch {
    // Full or forbidden: then nothing is remembered.
  }
}
