import { useStore } from 'zustand';
import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useOpen, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { useSound } from '../player/use-player.ts';
import { NotesField } from './NotesField.tsx';
import { Prose } from './Prose.tsx';
import './notes.css';

/** A meeting's notes: as they are written, or as they read. Where there are none, there is nothing to read. */
export function Notes({ meeting: { id }, isFixed }: { meeting: Meeting; isFixed: boolean }) {
  const { open, player, words } = useStores();
  const draft = useOpen((state) => state.notes.draft);
  const isReading = useStore(words.store, (state) => state.isReading);
  const isPlayable = useSound(id)?.audio?.state === 'ready';
  const { t } = useLocale();
  if (!isReading || draft.trim() === '') return <NotesField meetingId={id} isFixed={isFixed} />;
  const tick = (at: number, isDone: boolean) => {
    const session = open.notesOf(id);
    session?.type(`${draft.slice(0, at)}${isDone ? 'x' : ' '}${draft.slice(at + 1)}`);
    void session?.flush();
  };
  return (
    <article id="meeting-notes" className="notes-read" tabIndex={0} aria-label={t('meeting.notes')}>
      <Prose
        text={draft}
        id={`note-${id}`}
        onTask={isFixed ? undefined : tick}
        onTime={isPlayable ? (ms) => void player.play(id, ms) : undefined}
      />
    </article>
  );
}
