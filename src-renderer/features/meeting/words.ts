import { createStore } from 'zustand';

/** In the order in which they stand. */
export const tabs = ['transcript', 'summary', 'notes'] as const;
export type Tab = (typeof tabs)[number];

interface WordsState {
  /** What was chosen in the meeting that was looked at last; in another one the usual is shown. */
  picked: { meetingId: string; tab: Tab } | null;
  /** Notes are shown as they read, not as they are written. */
  isReading: boolean;
  /** In a wide window notes stand beside the transcript. */
  isBeside: boolean;
}

const KEY = 'meetmemo.words';

/** How this person looks at what was said and what was written. */
export function createWords(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const kept = (storage.getItem(KEY) ?? '').split(' ');
  const store = createStore<WordsState>(() => ({
    picked: null,
    isReading: kept.includes('reading'),
    isBeside: kept.includes('beside'),
  }));
  function set(change: Partial<WordsState>): void {
    store.setState(change);
    const { isReading, isBeside } = store.getState();
    try {
      storage.setItem(KEY, [isReading && 'reading', isBeside && 'beside'].filter(Boolean).join(' '));
    } catch {
      // Full or forbidden: then it lasts as long as the window.
    }
  }
  return {
    store,
    pick(meetingId: string, tab: Tab): void {
      store.setState({ picked: { meetingId, tab } });
    },
    setReading(isReading: boolean): void {
      set({ isReading });
    },
    setBeside(isBeside: boolean): void {
      set({ isBeside });
    },
  };
}
