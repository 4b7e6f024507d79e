import type { SavedSearch } from '../../../src-main/contract/searches.ts';
import { useStores } from '../../app/context.ts';
import { queryOf } from '../list/view.ts';
import { NamedPlace } from './NamedPlace.tsx';

const texts = { name: 'searches.name', menu: 'searches.menu', remove: 'searches.remove' } as const;

export function SearchRow({ search }: { search: SavedSearch }) {
  const { sidebar } = useStores();
  const { id, name } = search;
  return (
    <NamedPlace
      id={`search-${id}`}
      view={{ kind: 'saved', id }}
      query={queryOf(search)}
      icon="search"
      label={name}
      count={0}
      texts={texts}
      rename={(next) => sidebar.renameSearch(id, next)}
      remove={() => sidebar.removeSearch(search)}
    />
  );
}
