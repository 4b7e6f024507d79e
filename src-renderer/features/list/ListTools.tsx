import { sortKeys } from '../../../src-main/contract/meetings.ts';
import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Chips } from './Chips.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import { SearchField } from './SearchField.tsx';

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
      <SearchField />
      <FilterPanel />
      <SortMenu />
      <Chips />
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
