import { useLayout, useList, useSidebar, useStores } from '../../app/context.ts';
import { modKey, newMeetingKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { chooseFiles } from '../imports/DropTarget.tsx';
import { isNarrowed } from './view.ts';
import { RecordButton } from '../recorder/RecordButton.tsx';

export function ListHead() {
  const { actions, layout } = useStores();
  const isSidebarOpen = useLayout((state) => state.isSidebarOpen);
  const view = useList((state) => state.view);
  const total = useList((state) => state.total);
  const isSearch = useList(isNarrowed);
  const folderName = useSidebar(({ folders }) =>
    view.kind === 'folder' ? folders.find(({ id }) => id === view.id)?.name : undefined,
  );
  const searchName = useSidebar(({ searches }) =>
    view.kind === 'saved' ? searches.find(({ id }) => id === view.id)?.name : undefined,
  );
  const { t } = useLocale();
  const own = view.kind === 'tag' ? view.tag : (folderName ?? searchName);
  const title = own ?? t(view.kind === 'trash' ? 'sidebar.trash' : 'sidebar.all');
  return (
    <header className="list-head">
      <IconButton
        icon="sidebar"
        label={t(isSidebarOpen ? 'sidebar.hide' : 'sidebar.show')}
        aria-expanded={isSidebarOpen}
        onClick={layout.toggleSidebar}
      />
      <div className="list-heading">
        <h1 dir="auto" title={title} tabIndex={-1}>
          {title}
        </h1>
        <p className="list-count tabular" role="status">
          {t(isSearch ? 'list.found' : 'sidebar.count', { count: total })}
        </p>
      </div>
      {view.kind === 'trash' ? (
        <button
          type="button"
          className="list-empty-trash"
          // It empties all of the trash, not what was searched for.
          disabled={total === 0 || isSearch}
          onClick={() => {
            layout.ask({ kind: 'emptyTrash', count: total });
          }}
        >
          {t('list.emptyTrash')}
        </button>
      ) : (
        <div className="list-actions">
          <RecordButton />
          <IconButton
            icon="import"
            label={t('imports.button')}
            title={`${t('imports.button')} (${modKey('O')})`}
            onClick={chooseFiles}
          />
          <IconButton
            icon="plus"
            label={t('list.newMeeting')}
            title={`${t('list.newMeeting')} (${newMeetingKey})`}
            onClick={() => void actions.create()}
          />
        </div>
      )}
    </header>
  );
}
