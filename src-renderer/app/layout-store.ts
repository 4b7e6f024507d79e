import { createStore } from 'zustand';

/** In the order in which they are listed. */
export const settingsPages = [
  'general',
  'speech',
  'summaries',
  'models',
  'sound',
  'library',
  'network',
  'diagnostics',
  'logs',
] as const;
export type SettingsPage = (typeof settingsPages)[number];

/** A word that is wrong everywhere, and what it is to be. */
export interface Correction {
  text: string;
  replacement: string;
  matchCase: boolean;
  wholeWord: boolean;
}

export type Dialog =
  | { kind: 'settings'; page?: SettingsPage }
  | { kind: 'transcribe'; meetingId: string }
  | { kind: 'redo'; transcriptId: string; startMs: number; endMs: number }
  | { kind: 'transcriptDetails' | 'removeTranscript'; transcriptId: string }
  | { kind: 'newSpeaker'; meetingId: string; segmentIds: readonly string[] }
  | { kind: 'summarize'; meetingId: string }
  | { kind: 'summaryDetails' | 'removeSummary'; summaryId: string }
  | { kind: 'correction'; correction: Correction }
  | { kind: 'compare' | 'history'; meetingId: string }
  | { kind: 'export'; meetingIds: readonly string[] }
  | { kind: 'exportReport'; jobId: string }
  | { kind: 'shortcuts' | 'palette' | 'tour' }
  | { kind: 'soundDetails' | 'removeSound'; meetingId: string }
  | { kind: 'record' | 'renamePerson' }
  | { kind: 'purge'; ids: readonly string[] }
  | { kind: 'emptyTrash'; count: number };

interface LayoutState {
  isSidebarOpen: boolean;
  /** Below this width the sidebar lies over the list. */
  isNarrow: boolean;
  /** In a very narrow window only one of both is seen. */
  pane: 'list' | 'meeting';
  dialog: Dialog | null;
}

export function createLayout(narrow: MediaQueryList) {
  const store = createStore<LayoutState>(() => ({
    isSidebarOpen: !narrow.matches,
    isNarrow: narrow.matches,
    pane: 'list',
    dialog: null,
  }));
  narrow.addEventListener('change', ({ matches }) => {
    store.setState({ isNarrow: matches, isSidebarOpen: !matches });
  });
  return {
    store,
    toggleSidebar() {
      store.setState(({ isSidebarOpen }) => ({ isSidebarOpen: !isSidebarOpen }));
    },
    /** A sidebar that lies over it gives it free. */
    show(pane: LayoutState['pane']) {
      store.setState(({ isNarrow, isSidebarOpen }) => ({ pane, isSidebarOpen: isSidebarOpen && !isNarrow }));
    },
    /** Where a person is: a window that gets very narrow goes on showing it. */
    attend(pane: LayoutState['pane']) {
      if (store.getState().pane !== pane) store.setState({ pane });
    },
    ask(dialog: Dialog) {
      store.setState({ dialog });
    },
    dismiss() {
      store.setState({ dialog: null });
    },
  };
}
