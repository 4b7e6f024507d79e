import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useSidebar, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useFolderChoices } from './use-folder-choices.ts';

export function FolderField({ meeting: { id, folderId } }: { meeting: Meeting }) {
  const { actions } = useStores();
  const name = useSidebar(({ folders }) => folders.find((folder) => folder.id === folderId)?.name);
  const { t } = useLocale();
  const groups = useFolderChoices(folderId, (folder) => void actions.move([id], folder));
  return (
    <Menu
      id="meeting-folder"
      className="fact fact-folder"
      label={t('meeting.folderOf', { name: name ?? t('meeting.noFolder') })}
      groups={groups}
    >
      <Icon name="folder" />
      <span className="fact-name" dir="auto">
        {name ?? t('meeting.noFolder')}
      </span>
      <Icon name="chevron" />
    </Menu>
  );
}
