import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useSidebar, useStores } from '../../app/context.ts';
import { land } from '../../app/landing.ts';
import { suggestTags } from './suggest-tags.ts';

interface TagInputProps {
  id: string;
  label: string;
  has: readonly string[];
  /** Tells whether it could be done; else the tag is there to be tried again. */
  onAdd: (tag: string) => Promise<boolean>;
  onRemoveLast?: () => void;
}

/** A combobox over the tags in use. Enter or a comma adds what is typed or picked. */
export function TagInput({ id, label, has, onAdd, onRemoveLast }: TagInputProps) {
  const { open } = useStores();
  const known = useSidebar((state) => state.tags);
  const [typed, setTyped] = useState('');
  // What is typed when the field goes away, be it by a key or because another meeting is shown.
  const left = useRef('');
  const addLeft = useRef(onAdd);
  const isHere = useRef(true);
  const [picked, setPicked] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const offered = isOpen ? suggestTags(known, has, typed) : [];

  const type = (text: string) => {
    left.current = text;
    setTyped(text);
    open.setTyping('tag', text !== '');
  };
  const add = (value: string) => {
    const tag = value.trim();
    type('');
    setPicked(-1);
    // What lies beneath can be reached again; typing or an arrow brings the offers back.
    setOpen(false);
    if (tag === '' || has.includes(tag)) return;
    open.setTyping('tag', true);
    void onAdd(tag).then((isDone) => {
      if (!isDone && left.current === '' && isHere.current) type(tag);
      else open.setTyping('tag', left.current !== '');
    });
  };
  useLayoutEffect(() => {
    addLeft.current = onAdd;
  });
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      const tag = left.current.trim();
      left.current = '';
      open.setTyping('tag', false);
      if (tag !== '') void addLeft.current(tag);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const count = offered.length;
    const handled: Record<string, (() => void) | undefined> = {
      Enter: () => {
        add(offered[picked]?.tag ?? typed);
      },
      ',': () => {
        add(typed);
      },
      ArrowDown: () => {
        setOpen(true);
        setPicked(count === 0 ? -1 : (picked + 1) % count);
      },
      ArrowUp: () => {
        setPicked(count === 0 ? -1 : (picked - 1 + count) % count);
      },
      Escape: () => {
        if (typed === '' && offered.length === 0) land();
        type('');
        setOpen(false);
      },
      Backspace: typed === '' ? onRemoveLast : undefined,
    };
    const run = handled[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return (
    <span className="tag-entry">
      <input
        id={id}
        className="tag-input"
        role="combobox"
        aria-label={label}
        aria-expanded={offered.length > 0}
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={
          picked >= 0 && picked < offered.length ? `${listId}-${String(picked)}` : undefined
        }
        placeholder={label}
        value={typed}
        maxLength={60}
        dir="auto"
        onFocus={() => {
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
          add(left.current);
        }}
        onChange={(event) => {
          type(event.target.value);
          setPicked(-1);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 && (
        <ul className="tag-offers" role="listbox" id={listId} aria-label={label}>
          {offered.map(({ tag }, index) => (
            <li
              key={tag}
              id={`${listId}-${String(index)}`}
              role="option"
              aria-selected={index === picked}
              dir="auto"
              onMouseDown={(event) => {
                event.preventDefault();
                add(tag);
              }}
            >
              {tag}
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}
