import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { isPressed, nameOf } from '../../app/keys.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useEntries, useMeetingEntries, type Entry } from './entries.ts';
import { rank, type Ranked } from './rank.ts';
import { recentIn, remember } from './recent.ts';
import { useMeetings } from './use-meetings.ts';
import './palette.css';

/** All that can be done and gone to, by typing a part of its name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState(0);
  const [recent] = useState(() => recentIn(localStorage));
  const entries = useEntries();
  const meetings = useMeetingEntries(useMeetings(query));
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const { t } = useLocale();
  const found = rank(query, entries, meetings, recent);
  const current = Math.min(picked, found.length - 1);

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    remember(localStorage, entry.id);
    // What it does begins where the person was before.
    flushSync(onClose);
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const count = Math.max(1, found.length);
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => {
        setPicked((current + 1) % count);
      },
      ArrowUp: () => {
        setPicked((current - 1 + count) % count);
      },
      Enter: () => {
        choose(found[current]?.entry);
      },
    };
    const run = isPressed('Mod+K', event) ? onClose : keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
  return (
    <Dialog title={t('palette.title')} size="palette" onClose={onClose}>
      <div className="palette-field">
        <Icon name="search" />
        <input
          type="text"
          data-start
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current >= 0 ? `${id}-${String(current)}` : undefined}
          placeholder={t('palette.hint')}
          value={query}
          maxLength={200}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value);
            setPicked(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul
        ref={list}
        role="listbox"
        id={`${id}-list`}
        className="palette-list"
        aria-label={t('palette.title')}
      >
        {found.map((ranked, index) => (
          <Line
            key={ranked.entry.id}
            id={`${id}-${String(index)}`}
            ranked={ranked}
            isPicked={index === current}
            onPoint={() => {
              setPicked(index);
            }}
            onChoose={choose}
          />
        ))}
      </ul>
      {found.length === 0 && <p className="palette-none">{t('list.noHitTitle')}</p>}
      <p role="status" className="visually-hidden">
        {query.trim() !== '' && t('list.found', { count: found.length })}
      </p>
    </Dialog>
  );
}

interface LineProps {
  id: string;
  ranked: Ranked;
  isPicked: boolean;
  onPoint: () => void;
  onChoose: (entry: Entry) => void;
}

function Line({ id, ranked: { entry, at }, isPicked, onPoint, onChoose }: LineProps) {
  const { title, hint, keys = [], icon } = entry;
  return (
    <li
      id={id}
      role="option"
      className="palette-line"
      aria-selected={isPicked}
      onPointerMove={isPicked ? undefined : onPoint}
      // The field keeps the focus.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={() => {
        onChoose(entry);
      }}
    >
      <Icon name={icon} />
      <span className="palette-title" dir="auto">
        {[...runsOf(title, at)].map(({ from, part, isFound }) => (isFound ? <b key={from}>{part}</b> : part))}
      </span>
      {hint !== undefined && <span className="palette-hint">{hint}</span>}
      {keys.map((key) => (
        <kbd key={key}>{nameOf(key)}</kbd>
      ))}
    </li>
  );
}

/** The title in pieces: found letters and others by turns. */
function* runsOf(title: string, at: ReadonlySet<number>) {
  for (let from = 0, to = 0; from < title.length; from = to) {
    const isFound = at.has(from);
    while (to < title.length && at.has(to) === isFound) to += 1;
    yield { from, part: title.slice(from, to), isFound };
  }
}
