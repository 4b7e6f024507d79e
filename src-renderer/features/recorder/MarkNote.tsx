import { useState } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';
import type { Mark } from './marks.ts';

/** The moment is kept already: the note can take its time, or be left out. */
export function MarkNote({ mark, isToNote }: { mark: Mark; isToNote: boolean }) {
  const { recorder } = useStores();
  const { t } = useLocale();
  const time = clock(mark.atMs);
  // Before the field takes the focus, which goes back there once the note is written or given up.
  const [from] = useState(() => document.activeElement);
  const end = (note: string) => {
    if (from instanceof HTMLElement) from.focus();
    recorder.noteMark(note);
  };
  return (
    <form
      className="mark-note"
      onSubmit={(event) => {
        event.preventDefault();
        const note = new FormData(event.currentTarget).get('note');
        end(typeof note === 'string' ? note : '');
      }}
    >
      <span className="tabular" role="status">
        {t('recorder.marked', { time })}
      </span>
      <input
        name="note"
        className="text-input"
        aria-label={t('recorder.markNote', { time })}
        placeholder={t('recorder.noteHint')}
        maxLength={2000}
        dir="auto"
        autoFocus={isToNote}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          // Else leaving the field would keep what is given up.
          event.currentTarget.value = '';
          end('');
        }}
        onBlur={(event) => {
          if (event.target.value.trim() !== '') recorder.noteMark(event.target.value);
        }}
      />
    </form>
  );
}
