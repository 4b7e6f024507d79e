import { useId } from 'react';
import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Notes } from '../notes/Notes.tsx';
import { NotesTools } from '../notes/NotesTools.tsx';

/** Notes as a page of their own, which scrolls by itself beside what was said. */
export function NotesBeside({ meeting, isFixed }: { meeting: Meeting; isFixed: boolean }) {
  const { words } = useStores();
  const titleId = useId();
  const { t } = useLocale();
  return (
    <section className="notes-beside" aria-labelledby={titleId}>
      <header className="notes-beside-head">
        <h2 id={titleId} className="words-head">
          {t('meeting.notes')}
        </h2>
        <NotesTools meetingId={meeting.id} isFixed={isFixed} />
        <IconButton
          icon="close"
          label={t('notes.notBeside')}
          onClick={() => {
            words.setBeside(false);
          }}
        />
      </header>
      <div className="notes-beside-page">
        <Notes meeting={meeting} isFixed={isFixed} />
      </div>
    </section>
  );
}
