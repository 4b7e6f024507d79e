import { useRef } from 'react';
import { useStore } from 'zustand';
import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useOpen, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useEditing } from '../editing/use-editing.ts';
import { NotesTools } from '../notes/NotesTools.tsx';
import { Player } from '../player/Player.tsx';
import { Speakers } from '../speakers/Speakers.tsx';
import { DateField } from './DateField.tsx';
import { FolderField } from './FolderField.tsx';
import { NotesBeside } from './NotesBeside.tsx';
import { saveStateOf } from './save-state.ts';
import { TagsField } from './TagsField.tsx';
import { TitleField } from './TitleField.tsx';
import { useIsWide } from './use-is-wide.ts';
import { useWords } from './use-words.ts';
import { Words } from './Words.tsx';

export function MeetingPage({ meeting }: { meeting: Meeting }) {
  // Until the chosen meeting has arrived, the one before is still seen, but can no longer be typed into.
  const isPassing = useOpen((state) => state.id !== meeting.id);
  const { words, layout } = useStores();
  const isBesideWanted = useStore(words.store, (state) => state.isBeside);
  const { hasTabs, hasConflict } = useWords(meeting.id);
  const page = useRef<HTMLElement>(null);
  const isWide = useIsWide(page);
  const { t } = useLocale();
  const isTrashed = meeting.trashedAt !== null;
  const isBeside = isWide && hasTabs && !hasConflict ? isBesideWanted : null;
  return (
    <article
      ref={page}
      className="meeting"
      inert={isPassing}
      aria-label={t('meeting.label')}
      onFocusCapture={() => {
        layout.attend('meeting');
      }}
    >
      <MeetingBar meeting={meeting} hasTools={!hasTabs} />
      <div className="meeting-pages" data-beside={isBeside === true || undefined}>
        <div className="meeting-sheet">
          <TitleField meeting={meeting} isFixed={isTrashed} />
          <div className="meeting-facts">
            <DateField meeting={meeting} isFixed={isTrashed} />
            {!isTrashed && <FolderField meeting={meeting} />}
            <TagsField meeting={meeting} isFixed={isTrashed} />
            <Speakers meetingId={meeting.id} isFixed={isTrashed} />
          </div>
          <Player meeting={meeting} isFixed={isTrashed} />
          <Words meeting={meeting} isFixed={isTrashed} isBeside={isBeside} />
        </div>
        {isBeside === true && <NotesBeside meeting={meeting} isFixed={isTrashed} />}
      </div>
    </article>
  );
}

/** `hasTools`: there are no tabs beside which those of the notes would stand. */
function MeetingBar({ meeting: { id, trashedAt }, hasTools }: { meeting: Meeting; hasTools: boolean }) {
  const { actions, layout } = useStores();
  const { t } = useLocale();
  if (trashedAt === null) {
    return (
      <header className="meeting-bar">
        <SaveState id={id} />
        {hasTools && <NotesTools meetingId={id} isFixed={false} />}
        <IconButton
          icon="export"
          label={t('exports.ask')}
          onClick={() => {
            layout.ask({ kind: 'export', meetingIds: [id] });
          }}
        />
        <IconButton icon="trash" label={t('meeting.trash')} onClick={() => void actions.trash([id])} />
      </header>
    );
  }
  return (
    <header className="meeting-bar">
      <p className="meeting-state">{t('meeting.inTrash')}</p>
      {hasTools && <NotesTools meetingId={id} isFixed />}
      <Button onClick={() => void actions.restore([id])}>{t('meeting.restore')}</Button>
      <Button
        onClick={() => {
          layout.ask({ kind: 'purge', ids: [id] });
        }}
      >
        {t('meeting.purge')}
      </Button>
    </header>
  );
}

const stateTexts = { saved: 'meeting.saved', saving: 'meeting.saving', unsaved: 'meeting.unsaved' } as const;

function SaveState({ id }: { id: string }) {
  const own = useOpen((state) => saveStateOf(state, id));
  const typed = useEditing((state) => state.status);
  const status = own === 'saved' ? typed : own;
  const { t } = useLocale();
  return (
    <p className="meeting-state" data-status={status}>
      {t(stateTexts[status])}
    </p>
  );
}
