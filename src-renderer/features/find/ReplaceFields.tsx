import { useEffect, useRef } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { MatchLine } from './MatchLine.tsx';
import { keyOf } from './store.ts';
import { useFind } from './use-find.ts';

/** What is put in its place, with each replacement to be seen before it is made. */
export function ReplaceFields({ replacement }: { replacement: string }) {
  const { find, layout } = useStores();
  const { query, matches, total, left } = useFind((state) => state);
  const field = useRef<HTMLInputElement>(null);
  const { t } = useLocale();
  useEffect(() => {
    field.current?.focus();
  }, []);
  /** With the last match gone its button can't keep the focus. */
  const after = (replaced: Promise<unknown>) => void replaced.then(() => field.current?.focus());
  const keys = matches.map(keyOf);
  const chosen = total - left.size;
  return (
    <>
      <div className="find-line">
        <input
          ref={field}
          className="text-input"
          aria-label={t('find.with')}
          placeholder={t('find.with')}
          maxLength={1000}
          dir="auto"
          value={replacement}
          onChange={({ target }) => {
            find.replaceWith(target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) void find.replaceOne();
          }}
        />
        <Button disabled={total === 0} onClick={() => after(find.replaceOne())}>
          {t('find.replaceOne')}
        </Button>
        <Button look="main" disabled={chosen === 0} onClick={() => after(find.replaceChosen())}>
          {t(replacement === '' ? 'find.removeAll' : 'find.replaceAll', { count: chosen })}
        </Button>
        {!query.isPattern && query.text.trim() !== '' && replacement.trim() !== '' && (
          <button
            type="button"
            className="transcript-tool"
            onClick={() => {
              const { text, matchCase, wholeWord } = query;
              layout.ask({ kind: 'correction', correction: { text, matchCase, wholeWord, replacement } });
            }}
          >
            {t('find.everywhere')}
          </button>
        )}
      </div>
      {matches.length > 0 && (
        <div className="find-preview">
          <VirtualRows label={t('find.preview')} ids={keys} rowHeight={32}>
            {(_, index) => {
              const match = matches[index];
              return (
                match && (
                  <div className="find-match">
                    <input
                      type="checkbox"
                      aria-label={t('find.choose', { text: match.text })}
                      checked={!left.has(keyOf(match))}
                      onChange={() => {
                        find.toggle(match);
                      }}
                    />
                    <button
                      type="button"
                      onClick={() => {
                        find.look(index);
                      }}
                    >
                      <MatchLine match={match} />
                    </button>
                  </div>
                )
              );
            }}
          </VirtualRows>
        </div>
      )}
    </>
  );
}
