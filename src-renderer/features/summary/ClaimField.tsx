import { useRef } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { useDraft } from './use-summary.ts';

const LONGEST = 10_000;

/** A claim that is written: what it says and, of an action item, who does it by when. */
export function ClaimField() {
  const { drafts } = useStores().summaries;
  const draft = useDraft();
  const field = useRef<HTMLLIElement>(null);
  const { t } = useLocale();
  if (!draft) return null;
  const { typed, list } = draft;
  const leave = () => {
    document.getElementById('meeting-summary')?.focus({ preventScroll: true });
    void drafts.leave();
  };
  return (
    <li
      ref={field}
      className="claim-edit"
      onBlur={({ relatedTarget }) => {
        const isInside = relatedTarget instanceof Node && field.current?.contains(relatedTarget);
        // The window may only have lost the focus.
        if (!isInside && document.hasFocus()) void drafts.leave();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        const isDone = event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey);
        if (!isDone || event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        event.stopPropagation();
        leave();
      }}
    >
      <textarea
        className="text-input claim-input"
        aria-label={t('summary.claim')}
        dir="auto"
        rows={1}
        maxLength={LONGEST}
        autoFocus
        value={typed.text}
        onChange={({ target }) => {
          drafts.type({ text: target.value });
        }}
      />
      {list === 'actions' && (
        <div className="claim-edit-whose">
          {(['who', 'when'] as const).map((name) => (
            <input
              key={name}
              className="text-input"
              aria-label={t(`summary.${name}`)}
              placeholder={t(`summary.${name}`)}
              dir="auto"
              maxLength={200}
              value={typed[name] ?? ''}
              onChange={({ target }) => {
                drafts.type({ [name]: target.value });
              }}
            />
          ))}
        </div>
      )}
      <Button onClick={leave}>{t('edit.done')}</Button>
    </li>
  );
}
