import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { SavedSearch } from '../../../src-main/contract/searches.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { queryOf } from '../list/view.ts';
import { Place } from './Place.tsx';

export function SearchRow({ search }: { search: SavedSearch }) {
  const { sidebar } = useStores();
  const [isRenaming, setRenaming] = useState(false);
  const { t } = useLocale();
  const { id, name } = search;
  const placeId = `search-${id}`;
  const rename = () => {
    setRenaming(true);
  };
  if (isRenaming) {
    return (
      <li className="place">
        <NameField
          label={t('searches.name')}
          start={name}
          maxLength={100}
          onName={async (next) => {
            const problem = await sidebar.renameSearch(id, next);
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
      view={{ kind: 'saved', id }}
      query={queryOf(search)}
      icon="search"
      label={name}
      count={0}
      onDoubleClick={rename}
      onKeyDown={(event) => {
        if (event.key === 'F2') rename();
      }}
    >
      <Menu
        className="place-menu icon-button"
        label={t('searches.menu', { name })}
        groups={[
          [
            { id: 'rename', label: t('sidebar.rename'), onSelect: rename },
            { id: 'remove', label: t('searches.remove'), onSelect: () => void sidebar.removeSearch(search) },
          ],
        ]}
      >
        <Icon name="more" />
      </Menu>
    </Place>
  );
}
