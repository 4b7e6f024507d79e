import { useState, type ReactNode } from 'react';
import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { sameView, type Query, type View } from '../list/view.ts';
import { draggedIds, isMeetingDrag } from '../meetings/dragging.ts';

interface PlaceProps {
  id?: string;
  view: View;
  /** What the view begins with being narrowed by. */
  query?: Query;
  icon: IconName;
  label: string;
  count: number;
  onDropMeetings?: (ids: string[]) => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  onDoubleClick?: () => void;
  children?: ReactNode;
}

/** A line of the sidebar: shows what it holds, and takes what is dropped on it. */
export function Place({
  id,
  view,
  query,
  icon,
  label,
  count,
  onDropMeetings,
  children,
  ...events
}: PlaceProps) {
  const { list, layout } = useStores();
  const isCurrent = useList((state) => sameView(state.view, view));
  const [isOver, setOver] = useState(false);
  const { t, format } = useLocale();
  return (
    <li
      className="place"
      data-over={isOver || undefined}
      data-current={isCurrent || undefined}
      onDragOver={(event) => {
        if (!onDropMeetings || !isMeetingDrag(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDropMeetings?.(draggedIds(event));
      }}
    >
      <button
        type="button"
        id={id}
        className="place-open"
        aria-current={isCurrent ? 'page' : undefined}
        title={label}
        onClick={() => {
          void list.openView(view, query);
          layout.show('list');
        }}
        {...events}
      >
        <Icon name={icon} />
        <span className="place-label" dir="auto">
          {label}
        </span>
        {count > 0 && (
          <span className="place-count tabular">
            <span aria-hidden="true">{format.number(count)}</span>
            <span className="visually-hidden">{t('sidebar.count', { count })}</span>
          </span>
        )}
      </button>
      {children}
    </li>
  );
}
