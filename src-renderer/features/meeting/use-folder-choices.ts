import type { Folder } from '../../../src-main/contract/folders.ts';
import { useSidebar } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import type { MenuItem } from '../../ui/Menu.tsx';

/** All folders and "none" as the items of a menu. `current` is undefined where several differ. */
export function useFolderChoices(
  current: string | null | undefined,
  choose: (folder: Folder | null) => void,
): MenuItem[][] {
  const folders = useSidebar((state) => state.folders);
  const { t } = useLocale();
  const none: MenuItem = {
    id: 'none',
    label: t('meeting.noFolder'),
    isChecked: current === null,
    onSelect: () => {
      choose(null);
    },
  };
  const all = folders.map((folder) => ({
    id: folder.id,
    label: folder.name,
    isChecked: folder.id === current,
    onSelect: () => {
      choose(folder);
    },
  }));
  return all.length > 0 ? [[none], all] : [[none]];
}
