import type { Folder } from '../../../src-main/contract/folders.ts';
import { useStores } from '../../app/context.ts';
import { NamedPlace } from './NamedPlace.tsx';

const texts = {
  name: 'sidebar.folderName',
  menu: 'sidebar.folderMenu',
  remove: 'sidebar.removeFolder',
} as const;

export function FolderRow({ folder }: { folder: Folder & { count: number } }) {
  const { sidebar, actions } = useStores();
  const { id, name, count } = folder;
  return (
    <NamedPlace
      id={`folder-${id}`}
      view={{ kind: 'folder', id }}
      icon="folder"
      label={name}
      count={count}
      onDropMeetings={(ids) => void actions.move(ids, folder)}
      texts={texts}
      rename={(next) => sidebar.renameFolder(id, next)}
      remove={() => sidebar.removeFolder(id)}
    />
  );
}
