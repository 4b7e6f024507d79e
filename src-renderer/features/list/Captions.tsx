import { memo } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';
import { CAPTION_HEIGHT, ROW_HEIGHT, topOf, type Group } from './grouping.ts';
import { useToday } from './use-today.ts';

/** The days. Each sticks to the top for as long as its own rows are seen; options say their day themselves. */
export const Captions = memo(function Captions(props: {
  groups: readonly Group[];
  from: number;
  to: number;
}) {
  const today = useToday();
  const { t, format } = useLocale();
  return (
    <div className="captions" aria-hidden="true">
      {props.groups.slice(Math.max(props.from, 0), props.to + 1).map(({ day, first, count }) => (
        <div
          key={day}
          className="caption-span"
          style={{
            insetBlockStart: topOf(props.groups, first) - CAPTION_HEIGHT,
            blockSize: CAPTION_HEIGHT + count * ROW_HEIGHT,
          }}
        >
          <p className="caption">
            {day === 'about' && t('list.about')}
            {day === 'others' && t('list.others')}
            {day === today && t('list.today')}
            {day === today - 1 && t('list.yesterday')}
            {typeof day === 'number' && (day > today || day < today - 1) && format.day(day, today)}
          </p>
        </div>
      ))}
    </div>
  );
});
