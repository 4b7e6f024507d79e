import { useEffect, useRef } from 'react';
import { useStores } from '../../app/context.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ReplaceFields } from './ReplaceFields.tsx';
import type { Query } from './store.ts';
import { useFind } from './use-find.ts';
import './find.css';

const ways = [
  ['matchCase', 'Aa'],
  ['wholeWord', '“ab”'],
  ['isPattern', '.*'],
] as const satisfies readonly (readonly [keyof Query, string])[];

/** Beneath the tabs: what is looked for in the words of this meeting. */
export function FindBar({ isFixed }: { isFixed: boolean }) {
  const { find, transcripts } = useStores();
  const { query, total, at, error, replacement, turn } = useFind((state) => state);
  const field = useRef<HTMLInputElement>(null);
  const { t } = useLocale();
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [turn]);
  useEffect(
    () => () => {
      transcripts.look(null);
    },
    [transcripts],
  );
  const close = () => {
    find.close();
    document.getElementById('meeting-transcript')?.focus({ preventScroll: true });
  };
  const count = () => {
    if (query.text === '') return '';
    return at < 0 ? t('find.count', { count: total }) : t('find.place', { at: at + 1, total });
  };
  return (
    <div
      className="find"
      role="search"
      aria-label={t('find.label')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <div className="find-line">
        <input
          ref={field}
          id="find-text"
          className="text-input"
          aria-label={t('find.label')}
          placeholder={t('find.label')}
          aria-invalid={error !== null || undefined}
          maxLength={1000}
          dir="auto"
          spellCheck={false}
          value={query.text}
          onChange={({ target }) => {
            find.ask({ text: target.value });
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void find.go(event.shiftKey ? -1 : 1);
          }}
        />
        {ways.map(([way, sign]) => (
          <button
            key={way}
            type="button"
            className="find-way"
            data-sign={sign}
            aria-pressed={query[way]}
            aria-label={t(`find.${way}`)}
            title={t(`find.${way}`)}
            onClick={() => {
              find.ask({ [way]: !query[way] });
            }}
          />
        ))}
        <p className="find-count tabular" role="status">
          {count()}
        </p>
        <IconButton icon="up" label={t('find.previous')} onClick={() => void find.go(-1)} />
        <IconButton icon="chevron" label={t('find.next')} onClick={() => void find.go(1)} />
        {!isFixed && (
          <button
            type="button"
            className="transcript-tool"
            aria-pressed={replacement !== null}
            onClick={() => {
              find.replaceWith(replacement === null ? '' : null);
            }}
          >
            {t('find.replace')}
          </button>
        )}
        <IconButton icon="close" label={t('common.close')} onClick={close} />
      </div>
      {error && (
        <p className="find-error" role="alert">
          {t.show(errorText(error))}
        </p>
      )}
      {replacement !== null && !isFixed && <ReplaceFields replacement={replacement} />}
    </div>
  );
}
