import { useState } from 'react';
import { useList, useSidebar, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { chipsOf } from './chips.ts';
import { filterOf, isNarrowed } from './view.ts';

/** What the list is narrowed by, each part to be taken away; and the way to keep it as a saved search. */
export function Chips() {
  const { list } = useStores();
  const filter = useList((state) => state.filter);
  const isAny = useList(isNarrowed);
  const isTrash = useList(({ view }) => view.kind === 'trash');
  const folder = useSidebar(({ folders }) => folders.find(({ id }) => id === filter.folderId)?.name);
  const { t, format } = useLocale();
  if (!isAny) return null;
  return (
    <div className="chips">
      {Object.keys(filter).length > 0 && (
        <ul aria-label={t('filter.label')}>
          {chipsOf(filter, t, format, folder).map(({ key, label, without }) => (
            <li key={key} className="chip">
              <span dir="auto">{label}</span>
              <button
                type="button"
                aria-label={t('filter.remove', { name: label })}
                title={t('filter.remove', { name: label })}
                onClick={() => void list.narrow(without)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isTrash && <Keep />}
    </div>
  );
}

/** Keeps what is looked for under a name, or what has become of a saved search. */
function Keep() {
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
  if (isNaming) {
    return (
      <NameField
        label={t('searches.name')}
        start=""
        maxLength={100}
        onName={async (name) => {
          const made = await sidebar.saveSearch(name, query);
          if ('problem' in made) return t.show(made.problem);
          void list.openView({ kind: 'saved', id: made.id }, query);
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
