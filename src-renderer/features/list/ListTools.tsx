import { useRef, useState } from 'react';
import { sortKeys } from '../../../src-main/contract/meetings.ts';
import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';

const PAUSE_MS = 150;
const sortTexts = {
  startedAt: 'list.sortStartedAt',
  createdAt: 'list.sortCreatedAt',
  updatedAt: 'list.sortUpdatedAt',
  title: 'list.sortTitle',
} as const;

const orderTexts = {
  time: { descending: 'list.newestFirst', ascending: 'list.oldestFirst' },
  title: { descending: 'list.fromZ', ascending: 'list.fromA' },
} as const;

export function ListTools() {
  return (
    <div className="list-tools">
      <Search />
      <SortMenu />
    </div>
  );
}

function Search() {
  const { list } = useStores();
  const text = useList((state) => state.text);
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { t } = useLocale();
  // Another view starts with an empty search.
  const [searched, setSearched] = useState(text);
  if (searched !== text) {
    setSearched(text);
    setTyped(text);
  }
  const search = (next: string, wait: number) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void list.search(next), wait);
  };
  return (
    <div className="list-search" role="search">
      <Icon name="search" />
      <input
        type="search"
        id="list-search"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        value={typed}
        maxLength={500}
        dir="auto"
        onChange={(event) => {
          search(event.target.value, PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            search('', 0);
          }
          if (event.key === 'ArrowDown') document.getElementById('meeting-list')?.focus();
        }}
      />
      {typed !== '' && (
        <IconButton
          icon="close"
          label={t('list.clearSearch')}
          onClick={() => {
            search('', 0);
            document.getElementById('list-search')?.focus();
          }}
        />
      )}
    </div>
  );
}

function SortMenu() {
  const { list } = useStores();
  const sort = useList((state) => state.sort);
  const { t } = useLocale();
  return (
    <Menu
      label={t('list.sort')}
      groups={[
        sortKeys.map((by) => ({
          id: by,
          label: t(sortTexts[by]),
          isChecked: by === sort.by,
          onSelect: () => void list.sortBy({ by, order: by === 'title' ? 'ascending' : 'descending' }),
        })),
        (['descending', 'ascending'] as const).map((order) => ({
          id: order,
          label: t(orderTexts[sort.by === 'title' ? 'title' : 'time'][order]),
          isChecked: order === sort.order,
          onSelect: () => void list.sortBy({ ...sort, order }),
        })),
      ]}
    >
      <Icon name="sort" />
    </Menu>
  );
}
