import { useList, useSidebar, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { chipsOf } from './chips.ts';
import { KeepSearch } from './KeepSearch.tsx';

/** What the list is narrowed by, each part to be taken away; and the way to keep it as a saved search. */
export function Chips() {
  const isSaved = useList(({ view }) => view.kind === 'saved');
  const { list } = useStores();
  const filter = useList((state) => state.filter);
  const folder = useSidebar(({ folders }) => folders.find(({ id }) => id === filter.folderId)?.name);
  const { t, format } = useLocale();
  const isAny = Object.keys(filter).length > 0;
  if (!isAny && !isSaved) return null;
  return (
    <div className="chips">
      {isAny && (
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
      <KeepSearch />
    </div>
  );
}
