import { useId } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import type { Conflict } from './drafts.ts';

/** Two windows wrote in one segment: both texts, and the choice. Nothing of it is saved until it is made. */
export function EditConflict({ conflict }: { conflict: Conflict }) {
  const { editing } = useStores();
  const { mine, theirs } = conflict;
  const titleId = useId();
  const { t } = useLocale();
  const sides = [
    ['mine', t('conflict.mine'), mine, t('conflict.keepMine')],
    ['theirs', t('conflict.theirs'), theirs.text, t('conflict.keepTheirs')],
  ] as const;
  return (
    <section className="reader-bar edit-card" aria-labelledby={titleId} role="group">
      <div role="alert">
        <h2 id={titleId}>{t('edit.conflict')}</h2>
      </div>
      <div className="proposal-sides">
        {sides.map(([choice, name, words, action]) => (
          <div key={choice}>
            <h3>{name}</h3>
            <p className="selectable" dir="auto">
              {words}
            </p>
            <Button onClick={() => void editing.resolve(conflict, choice)}>{action}</Button>
          </div>
        ))}
      </div>
      <Button look="main" onClick={() => void editing.resolve(conflict, 'both')}>
        {t('conflict.keepBoth')}
      </Button>
    </section>
  );
}
