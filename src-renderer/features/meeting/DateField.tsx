import { useRef, useState } from 'react';
import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useOpen, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { fromLocalInput, toLocalInput } from './local-time.ts';

/** Reads as words; a click turns it into the browser's own field. */
export function DateField({ meeting, isFixed }: { meeting: Meeting; isFixed: boolean }) {
  const { actions } = useStores();
  const { id } = meeting;
  const startedAt = useOpen((state) => state.dates.get(id)) ?? meeting.startedAt;
  const [isEditing, setEditing] = useState(false);
  const isDone = useRef(false);
  const { t, format } = useLocale();
  const words = format.dayAndTime(startedAt);
  const finish = (value: string) => {
    if (isDone.current) return;
    isDone.current = true;
    setEditing(false);
    const time = fromLocalInput(value, startedAt);
    if (time !== startedAt) void actions.redate(id, time);
  };
  if (isFixed) return <p className="fact">{words}</p>;
  if (!isEditing) {
    return (
      <button
        type="button"
        className="fact"
        aria-label={t('meeting.changeDate', { date: words })}
        onClick={() => {
          isDone.current = false;
          setEditing(true);
        }}
      >
        {words}
      </button>
    );
  }
  return (
    <input
      type="datetime-local"
      className="fact-input"
      aria-label={t('meeting.date')}
      defaultValue={toLocalInput(startedAt)}
      min="1900-01-01T00:00"
      max="2199-12-31T23:59"
      autoFocus
      onBlur={(event) => {
        finish(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish('');
      }}
    />
  );
}
