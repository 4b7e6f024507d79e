import { useId } from 'react';
import { useOpen, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import type { Choice } from './notes-session.ts';

/** Two windows wrote at once: both texts, and the choice. Nothing is saved until it is made. */
export function ConflictPage({ id }: { id: string }) {
  const { open } = useStores();
  const { draft, theirs } = useOpen((state) => state.notes);
  const titleId = useId();
  const { t } = useLocale();
  const choose = (choice: Choice) => () => void open.notesOf(id)?.resolve(choice);
  return (
    <section className="conflict" aria-labelledby={titleId} role="group">
      <div role="alert">
        <h2 id={titleId}>{t('conflict.title')}</h2>
        <p>{t('conflict.text')}</p>
      </div>
      <div className="conflict-sides">
        <Side
          label={t('conflict.mine')}
          text={draft}
          action={t('conflict.keepMine')}
          onKeep={choose('mine')}
        />
        <Side
          label={t('conflict.theirs')}
          text={theirs ?? ''}
          action={t('conflict.keepTheirs')}
          onKeep={choose('theirs')}
        />
      </div>
      <Button look="main" onClick={choose('both')}>
        {t('conflict.keepBoth')}
      </Button>
    </section>
  );
}

function Side(props: { label: string; text: string; action: string; onKeep: () => void }) {
  return (
    <div className="conflict-side">
      <h3>{props.label}</h3>
      <textarea aria-label={props.label} readOnly dir="auto" value={props.text} />
      <Button onClick={props.onKeep}>{props.action}</Button>
    </div>
  );
}
