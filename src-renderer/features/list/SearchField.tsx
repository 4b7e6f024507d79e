import { useRef, useState } from 'react';
import { useList, useStores } from '../../app/context.ts';
import { reach } from '../../app/reach.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';

/** Between two keys of somebody who types. */
const PAUSE_MS = 80;

/** Searches as one types. Enter opens the first meeting at its first moment. */
export function SearchField() {
  const { list, found, layout } = useStores();
  const text = useList((state) => state.text);
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { t } = useLocale();
  // Another view starts with a search of its own.
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
  const open = async () => {
    clearTimeout(timer.current);
    await list.search(typed);
    const [first] = list.store.getState().ids;
    if (first === undefined || typed.trim() === '') return;
    list.select(first);
    found.goTo(first);
    reach(layout, 'list', 'meeting-list');
    layout.show('meeting');
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
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            search('', 0);
          }
          if (event.key === 'Enter') void open();
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
