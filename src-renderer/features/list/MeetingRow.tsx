import { memo, type DragEvent, type MouseEvent } from 'react';
import { useList, useStores } from '../../app/context.ts';
import { isMod } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { startDrag } from '../meetings/dragging.ts';
import { MarkedText } from './MarkedText.tsx';
import { RowFacts } from './RowFacts.tsx';
import { RowWords } from './RowWords.tsx';

export const optionId = (id: string) => `meeting-${id}`;

interface RowProps {
  id: string;
  /** The one below it. */
  next: string | undefined;
  top: number;
  place: number;
  total: number;
  /** The next row begins another day, whose caption parts them well enough. */
  isLast: boolean;
}

const at = (top: number) => ({ transform: `translateY(${String(top)}px)` });

export const MeetingRow = memo(function MeetingRow({ id, next, top, place, total, isLast }: RowProps) {
  const { list, layout, found } = useStores();
  const row = useList((state) => state.rows.get(id));
  const hit = useList((state) => state.hits.get(id));
  const by = useList((state) => state.sort.by);
  const isSelected = useList((state) => state.selected.has(id));
  const isAboveSelected = useList((state) => next !== undefined && state.selected.has(next));
  const isActive = useList((state) => state.active === id);
  const { t, format } = useLocale();
  if (!row) return null;

  const onClick = (event: MouseEvent) => {
    const how = event.shiftKey ? 'extend' : isMod(event) ? 'toggle' : 'only';
    list.select(id, how);
    if (how !== 'only') return;
    layout.show('meeting');
    const moment =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-moment]') : null;
    if (hit) found.goTo(id, moment?.dataset.moment);
  };
  const onDragStart = (event: DragEvent) => {
    if (!isSelected) list.select(id);
    const ids = [...list.store.getState().selected];
    startDrag(event, ids, t('list.dragged', { count: ids.length }));
  };
  const moment = row[by === 'title' ? 'startedAt' : by];
  const date = format.compact(moment);
  const time = by === 'title' ? date : format.time(moment);
  return (
    <div
      role="option"
      id={optionId(id)}
      className="row"
      style={at(top)}
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={place + 1}
      data-active={isActive || undefined}
      data-last={isLast || undefined}
      data-above-selected={isAboveSelected || undefined}
      draggable
      onClick={onClick}
      onDragStart={onDragStart}
    >
      <div className="row-line">
        <span className="row-title" dir="auto">
          <MarkedText {...(hit?.title.text === row.title ? hit.title : { text: row.title, marks: [] })} />
        </span>
        <span className="visually-hidden">, {date}, </span>
        <span className="row-time tabular" aria-hidden="true">
          {time}
        </span>
      </div>
      <RowWords row={row} hit={hit} />
      <RowFacts row={row} hit={hit} />
    </div>
  );
});

/** Stands where a meeting will be once it is loaded. */
export const Placeholder = memo(function Placeholder({
  top,
  place,
  total,
}: Pick<RowProps, 'top' | 'place' | 'total'>) {
  const { t } = useLocale();
  return (
    <div
      role="option"
      className="row row-blank"
      style={at(top)}
      aria-selected={false}
      aria-disabled="true"
      aria-setsize={total}
      aria-posinset={place + 1}
      aria-label={t('list.loadingRow')}
    />
  );
});
