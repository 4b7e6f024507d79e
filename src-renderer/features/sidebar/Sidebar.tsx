import { useState } from 'react';
import { MAX_NAME } from '../../../src-main/contract/common.ts';
import { useSidebar, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { Tray } from '../imports/Tray.tsx';
import { QueueLine } from '../queue/QueueLine.tsx';
import { Foot } from './Foot.tsx';
import { FolderRow } from './FolderRow.tsx';
import { Place } from './Place.tsx';
import { SearchRow } from './SearchRow.tsx';
import './sidebar.css';

export function Sidebar() {
  const { sidebar, actions, layout } = useStores();
  const { folders, tags, searches, all, trash } = useSidebar((state) => state);
  const [isNaming, setNaming] = useState(false);
  const { t } = useLocale();
  return (
    <nav className="sidebar" aria-label={t('sidebar.label')}>
      <div className="sidebar-scroll">
        <ul className="sidebar-section">
          <Place view={{ kind: 'all' }} icon="book" label={t('sidebar.all')} count={all} />
          <Place
            view={{ kind: 'trash' }}
            icon="trash"
            label={t('sidebar.trash')}
            count={trash}
            onDropMeetings={(ids) => void actions.trash(ids)}
          />
        </ul>
        <div className="sidebar-head">
          <h2>{t('sidebar.folders')}</h2>
          <IconButton
            id="new-folder"
            icon="plus"
            label={t('sidebar.newFolder')}
            onClick={() => {
              setNaming(true);
            }}
          />
        </div>
        <ul className="sidebar-section">
          {folders.map((folder) => (
            <FolderRow key={folder.id} folder={folder} />
          ))}
          {isNaming && (
            <li className="place">
              <NameField
                label={t('sidebar.folderName')}
                start=""
                maxLength={MAX_NAME}
                onName={async (name) => {
                  const problem = await sidebar.createFolder(name);
                  return problem && t.show(problem);
                }}
                onClose={(byKey) => {
                  setNaming(false);
                  if (byKey) document.getElementById('new-folder')?.focus();
                }}
              />
            </li>
          )}
        </ul>
        {tags.length > 0 && (
          <>
            <div className="sidebar-head">
              <h2>{t('sidebar.tags')}</h2>
            </div>
            <ul className="sidebar-section">
              {tags.map(({ tag, count }) => (
                <Place
                  key={tag}
                  view={{ kind: 'tag', tag }}
                  icon="tag"
                  label={tag}
                  count={count}
                  onDropMeetings={(ids) => void actions.tag(ids, tag)}
                />
              ))}
            </ul>
          </>
        )}
        {searches.length > 0 && (
          <>
            <div className="sidebar-head">
              <h2>{t('sidebar.searches')}</h2>
            </div>
            <ul className="sidebar-section">
              {searches.map((search) => (
                <SearchRow key={search.id} search={search} />
              ))}
            </ul>
          </>
        )}
      </div>
      <Tray />
      <QueueLine />
      <Foot
        onSettings={() => {
          layout.ask({ kind: 'settings' });
        }}
      />
    </nav>
  );
}
