import { useState } from 'react';
import { MAX_NAME } from '../../../src-main/contract/common.ts';
import { useList, useSidebar, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { NameField } from '../../ui/NameField.tsx';
import { filterOf, isNarrowed, queryOf } from './view.ts';

/** Keeps what is looked for under a name, or what has become of a saved search. */
export function KeepSearch() {
  const { list, sidebar } = useStores();
  const [isNaming, setNaming] = useState(false);
  const view = useList((state) => state.view);
  const text = useList((state) => state.text);
  const filter = useList((state) => state.filter);
  const saved = useSidebar(({ searches }) =>
    searches.find(({ id }) => view.kind === 'saved' && id === view.id),
  );
  const { t } = useLocale();
  const query = { text: text.trim(), filter: filterOf(view, filter) };
  const isAny = useList(isNarrowed);
  if (!isAny || view.kind === 'trash') return null;
  if (isNaming) {
    return (
      <NameField
        label={t('searches.name')}
        start=""
        maxLength={MAX_NAME}
        onName={async (name) => {
          const made = await sidebar.saveSearch(name, query);
          if ('problem' in made) return t.show(made.problem);
          void list.openView({ kind: 'saved', id: made.id }, queryOf(query));
          return null;
        }}
        onClose={(byKey) => {
          setNaming(false);
          if (byKey) document.getElementById('list-search')?.focus();
        }}
      />
    );
  }
  if (saved && isSame(saved, query)) return null;
  return (
    <button
      type="button"
      className="chips-keep"
      onClick={() => {
        if (saved) void sidebar.changeSearch(saved.id, query);
        else setNaming(true);
      }}
    >
      {saved ? t('searches.change') : t('searches.save')}
    </button>
  );
}

const isSame = (one: object, other: { text: string; filter: object }) =>
  Object.entries(other).every(
    ([key, value]) => sorted((one as Record<string, unknown>)[key]) === sorted(value),
  );
const sorted = (value: unknown) =>
  JSON.stringify(value && typeof value === 'object' ? Object.entries(value).toSorted() : value);
