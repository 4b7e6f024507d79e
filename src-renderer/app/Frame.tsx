import { DropTarget } from '../features/imports/DropTarget.tsx';
import { Tray } from '../features/imports/Tray.tsx';
import { ListPane } from '../features/list/ListPane.tsx';
import { isNarrowed } from '../features/list/view.ts';
import { MeetingColumn } from '../features/meeting/MeetingColumn.tsx';
import { QueueLine } from '../features/queue/QueueLine.tsx';
import { Sidebar } from '../features/sidebar/Sidebar.tsx';
import { useTour } from '../features/welcome/use-tour.ts';
import { Welcome } from '../features/welcome/Welcome.tsx';
import { useLocale } from '../i18n/locale-context.ts';
import { useLayout, useList, useSidebar, useStores } from './context.ts';
import { useDrawer } from './use-drawer.ts';

/** The three columns. An empty library has one page in place of the list and the meeting. */
export function Frame() {
  const { t } = useLocale();
  const { layout } = useStores();
  const { isSidebarOpen, isNarrow, pane } = useLayout((state) => state);
  const isEmpty = useSidebar(({ isLoaded, all }) => isLoaded && all === 0);
  const isListEmpty = useList(({ total, status }) => status === 'ready' && total === 0);
  const isWhole = useList((state) => state.view.kind === 'all' && !isNarrowed(state));
  const isDrawer = isSidebarOpen && isNarrow;
  useDrawer(isDrawer);
  useTour();
  return (
    <div className="frame" data-pane={isListEmpty ? 'list' : pane}>
      <DropTarget />
      {isSidebarOpen && <Sidebar />}
      {isDrawer && <div className="frame-veil" onClick={layout.toggleSidebar} />}
      {isEmpty && isListEmpty && isWhole ? (
        <Welcome isCovered={isDrawer} />
      ) : (
        <>
          <section className="frame-list" inert={isDrawer} aria-label={t('list.label')}>
            <ListPane />
            {!isSidebarOpen && <Tray />}
            {!isSidebarOpen && <QueueLine />}
          </section>
          <main className="frame-meeting" inert={isDrawer}>
            <MeetingColumn />
          </main>
        </>
      )}
    </div>
  );
}
