import { useOpen } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Calm } from '../../ui/Calm.tsx';

/** The meeting was deleted elsewhere. What was typed here and not saved can still be copied. */
export function GonePage() {
  const notes = useOpen((state) => state.notes);
  const title = useOpen((state) => (state.id === null ? undefined : state.titles.get(state.id)));
  const { t } = useLocale();
  return (
    <Calm title={t('meeting.gone')}>
      {title !== undefined && (
        <input className="gone-title" aria-label={t('meeting.title')} readOnly dir="auto" value={title} />
      )}
      {notes.status !== 'saved' && (
        <textarea
          className="gone-draft"
          aria-label={t('meeting.notes')}
          readOnly
          dir="auto"
          value={notes.draft}
        />
      )}
    </Calm>
  );
}
