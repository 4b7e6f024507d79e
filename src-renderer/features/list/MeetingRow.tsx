import { memo, type DragEvent, type MouseEvent } from 'react';
import { useList, useStores } from '../../app/context.ts';
import { isMod } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { SoundMark } from './SoundMark.tsx';
import { startDrag } from '../meetings/dragging.ts';

export const optionId = (id: string) => `meeting-${id}`;

interface RowProps {
  id: string;
  top: number;
  place: number;
  total: number;
  /** The next row begins another day, whose caption parts them well enough. */
  isLast: boolean;
}

const at = (top: number) => ({ transform: `translateY(${String(top)}px)` });

export const MeetingRow = memo(function MeetingRow({ id, top, place, total, isLast }: RowProps) {
  const { list, layout } = useStores();
  const row = useList((state) => state.rows.get(id));
  const by = useList((state) => state.sort.by);
  const isSelected = useList((state) => state.selected.has(id));
  const isActive = useList((state) => state.active === id);
  const { t, format } = useLocale();
  if (!row) return null;

  const onClick = (event: MouseEvent) => {
    const how = event.shiftKey ? 'extend' : isMod(event) ? 'toggle' : 'only';
    list.select(id, how);
    if (how === 'only') layout.show('meeting');
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
      draggable
      onClick={onClick}
      onDragStart={onDragStart}
    >
      <div className="row-line">
        <span className="row-title" dir="auto">
          {row.title}
        </span>
        <span className="visually-hidden">, {date}, </span>
        <span className="row-time tabular" aria-hidden="true">
          {time}
        </span>
      </div>
      <div className="row-line row-more">
        <SoundMark row={row} />
        {(row.excerpt !== '' || row.tags.length === 0) && (
          <span className={row.excerpt === '' ? 'row-excerpt row-nothing' : 'row-excerpt'} dir="auto">
            {row.excerpt || t('list.noExcerpt')}
          </span>
        )}
        {row.tags.length > 0 && (
          <>
            <span className="visually-hidden">, {row.tags.join(', ')}</span>
            <span className="row-tags" aria-hidden="true">
              <span className="row-tag" dir="auto">
                {row.tags[0]}
              </span>
              {row.tags.length > 1 && <span>+{format.number(row.tags.length - 1)}</span>}
            </span>
          </>
        )}
      </div>
    </div>
  );
});

/** Stands where a meeting will be once it is loaded. */
export const Placeholder = memo(function Placeholder({ top, place, total }: Omit<RowProps, 'id' | 'isLast'>) {
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
