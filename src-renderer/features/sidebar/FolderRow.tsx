import { useState } from 'react';
import { flushSync } from 'react-dom';
import { MAX_NAME, type Folder } from '../../../src-main/contract/folders.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { Place } from './Place.tsx';

export function FolderRow({ folder }: { folder: Folder & { count: number } }) {
  const { sidebar, actions } = useStores();
  const [isRenaming, setRenaming] = useState(false);
  const { t } = useLocale();
  const { id, name, count } = folder;
  const placeId = `folder-${id}`;
  const rename = () => {
    setRenaming(true);
  };
  if (isRenaming) {
    return (
      <li className="place">
        <NameField
          label={t('sidebar.folderName')}
          start={name}
          maxLength={MAX_NAME}
          onName={async (next) => {
            const problem = await sidebar.renameFolder(id, next);
            return problem && t.show(problem);
          }}
          onClose={(byKey) => {
            flushSync(() => {
              setRenaming(false);
            });
            if (byKey) document.getElementById(placeId)?.focus();
          }}
        />
      </li>
    );
  }
  return (
    <Place
      id={placeId}
      view={{ kind: 'folder', id }}
      icon="folder"
      label={name}
      count={count}
      onDropMeetings={(ids) => void actions.move(ids, folder)}
      onDoubleClick={rename}
      onKeyDown={(event) => {
        if (event.key === 'F2') rename();
      }}
    >
      <Menu
        className="place-menu icon-button"
        label={t('sidebar.folderMenu', { name })}
        groups={[
          [
            { id: 'rename', label: t('sidebar.rename'), onSelect: rename },
            { id: 'remove', label: t('sidebar.removeFolder'), onSelect: () => void sidebar.removeFolder(id) },
          ],
        ]}
      >
        <Icon name="more" />
      </Menu>
    </Place>
  );
}
