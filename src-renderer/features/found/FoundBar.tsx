import { useEffect } from 'react';
import { isMod } from '../../app/platform.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { shortened } from '../../ui/shortened.ts';
import { useFound } from './use-found.ts';
import './found.css';

/** Beneath the tabs: the way from one moment that the search has found to the next. */
export function FoundBar({ meetingId }: { meetingId: string }) {
  const { found } = useStores();
  const text = useFound((state) => shortened(state.text.replace(/["“”„«»]/g, '')));
  const at = useFound((state) => state.at);
  const count = useFound((state) => (state.meetingId === meetingId ? state.moments.length : 0));
  const { t } = useLocale();
  useEffect(() => {
    if (count === 0) return;
    const onKey = (event: KeyboardEvent) => {
      const isNext = event.key === 'F3' || (isMod(event) && event.key.toLowerCase() === 'g');
      if (!isNext || event.defaultPrevented) return;
      event.preventDefault();
      found.step(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [found, count]);
  if (count === 0) return null;
  return (
    <div className="found" role="group" aria-label={t('found.label')}>
      <p className="found-text" role="status">
        {at < 0 ? t('found.count', { count, text }) : t('found.place', { at: at + 1, count, text })}
      </p>
      <IconButton
        icon="up"
        label={t('find.previous')}
        onClick={() => {
          found.step(-1);
        }}
      />
      <IconButton
        icon="chevron"
        label={t('find.next')}
        onClick={() => {
          found.step(1);
        }}
      />
    </div>
  );
}
