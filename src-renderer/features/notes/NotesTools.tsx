import { useStore } from 'zustand';
import { useCommands, useOpen, useStores } from '../../app/context.ts';
import { commandWith } from '../../app/commands/command.ts';
import { nameOf } from '../../app/keys.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useSound } from '../player/use-player.ts';
import { useRecorder } from '../recorder/use-recorder.ts';
import './notes.css';

/** What can be done with notes: a time put in, and the way between writing and reading. */
export function NotesTools({ meetingId, isFixed }: { meetingId: string; isFixed: boolean }) {
  const { words } = useStores();
  const commands = useCommands();
  const isReading = useStore(words.store, (state) => state.isReading);
  const isBlank = useOpen((state) => state.notes.draft.trim() === '');
  const isRecorded = useRecorder(({ recording }) => recording?.meetingId === meetingId);
  const isPlayable = useSound(meetingId)?.audio?.state === 'ready';
  const { t } = useLocale();
  const insertTime = commandWith(commands, 'insertTime');
  const read = commandWith(commands, 'readNotes');
  const withKey = (label: string, { keys = [] }: typeof read) => `${label} (${keys.map(nameOf).join(' ')})`;
  return (
    <div className="notes-tools">
      {(isPlayable || isRecorded) && !isFixed && (
        <IconButton
          icon="clock"
          label={t.show(insertTime.name)}
          title={withKey(t.show(insertTime.name), insertTime)}
          onClick={insertTime.run}
        />
      )}
      {!isBlank && (
        <button
          type="button"
          className="transcript-tool"
          title={withKey(t.show(read.name), read)}
          onClick={() => {
            words.setReading(!isReading);
          }}
        >
          {t(isReading ? 'notes.write' : 'notes.read')}
        </button>
      )}
    </div>
  );
}
