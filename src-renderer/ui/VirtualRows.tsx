import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import './virtual-rows.css';

interface VirtualRowsProps {
  label: string;
  ids: readonly string[];
  /** About how high a row is. */
  rowHeight: number;
  /** The row to begin with. */
  first?: number;
  children: (id: string, index: number) => ReactNode;
}

/** A list that scrolls; of ten thousand rows only those in sight are drawn. */
export function VirtualRows({ label, ids, rowHeight, first = 0, children }: VirtualRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 4,
  });
  const begin = useRef(first);
  useEffect(() => {
    if (begin.current > 0) virtualizer.scrollToIndex(begin.current, { align: 'start' });
  }, [virtualizer]);
  return (
    <div className="virtual-rows" ref={scroller} tabIndex={0} role="group" aria-label={label}>
      <ul style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={ids.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${String(start)}px)` }}
          >
            {children(ids[index] ?? '', index)}
          </li>
        ))}
      </ul>
    </div>
  );
}
