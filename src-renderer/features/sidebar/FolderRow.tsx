import { useState } from 'react';
import type { Folder } from '../../../src-main/contract/folders.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { NameField } from './NameField.tsx';
import { Place } from './Place.tsx';

export function FolderRow({ folder }: { folder: Folder & { count: number } }) {
  const { sidebar, actions } = useStores();
  const [isRenaming, setRenaming] = useState(false);
  const { t } = useLocale();
  const { id, name, count } = folder;
  const rename = () => {
    setRenaming(true);
  };
  if (isRenaming) {
    return (
      <li className="place">
        <NameField
          label={t('sidebar.folderName')}
          start={name}
          onDone={(next) => {
            setRenaming(false);
            if (next !== '' && next !== name) void sidebar.renameFolder(id, next);
          }}
        />
      </li>
    );
  }
  return (
    <Place
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
