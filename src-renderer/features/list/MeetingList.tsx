import { useRef } from 'react';
import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Captions } from './Captions.tsx';
import { groupAt, topOf } from './grouping.ts';
import { MeetingRow, optionId, Placeholder } from './MeetingRow.tsx';
import { RenameField } from './RenameField.tsx';
import { RowMenu } from './RowMenu.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useRowMenu } from './use-row-menu.ts';
import { useSteadyScroll } from './use-steady-scroll.ts';
import { useVisibleRows } from './use-visible-rows.ts';

/** The virtualised list. Captions and the rename field lie over the listbox, which holds options only. */
export function MeetingList() {
  const { list } = useStores();
  const scroller = useRef<HTMLDivElement>(null);
  const ids = useList((state) => state.ids);
  const groups = useList((state) => state.groups);
  const total = useList((state) => state.total);
  const active = useList((state) => state.active);
  const renaming = useList((state) => state.renaming);
  const { items, height } = useVisibleRows(scroller, list, groups, total, ids.length);
  useSteadyScroll(scroller, list);
  const onKeyDown = useListKeys(scroller);
  const { at, onContextMenu } = useRowMenu();
  const { t } = useLocale();
  const isShown = active !== null && items.some(({ index }) => ids[index] === active);
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const renamedAt = renaming === null ? -1 : ids.indexOf(renaming);
  return (
    <>
      <div className="list-scroller" ref={scroller}>
        <div className="list-canvas" style={{ blockSize: height }}>
          <div
            role="listbox"
            id="meeting-list"
            className="list-box"
            aria-label={t('list.label')}
            aria-multiselectable="true"
            aria-activedescendant={isShown ? optionId(active) : undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onContextMenu={onContextMenu}
          >
            {items.map(({ index }) => {
              const id = ids[index];
              const top = topOf(groups, index);
              return id === undefined ? (
                <Placeholder key={index} top={top} place={index} total={total} />
              ) : (
                <MeetingRow
                  key={id}
                  id={id}
                  next={ids[index + 1]}
                  top={top}
                  place={index}
                  total={total}
                  isLast={index + 1 === total || groups[groupAt(groups, index) + 1]?.first === index + 1}
                />
              );
            })}
          </div>
          <Captions
            groups={groups}
            from={groupAt(groups, first)}
            to={groupAt(groups, Math.min(last, ids.length - 1))}
          />
          {renaming !== null && renamedAt >= 0 && (
            <RenameField key={renaming} id={renaming} top={topOf(groups, renamedAt)} />
          )}
        </div>
      </div>
      <RowMenu at={at} />
    </>
  );
}
