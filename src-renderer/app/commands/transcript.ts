import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import { isTyping } from '../is-typing.ts';
import type { Command } from './command.ts';

/** Where undo means the words and the speakers; elsewhere it means what the notices told of. */
const isAmongWords = () => {
  const { activeElement } = document;
  return (
    activeElement !== null &&
    (activeElement.matches('.edit-field') ||
      (activeElement.closest('.words, .speakers') !== null && !isTyping(activeElement)))
  );
};

/** What keys do in the transcript that is shown. */
export function transcriptCommands({ editing, find, transcripts }: Stores): Command[] {
  const isShown = () => transcripts.store.getState().shown !== null;
  return [
    {
      id: 'findInTranscript',
      name: text('find.label'),
      where: 'transcript',
      keys: ['Mod+F'],
      isOffered: isShown,
      run: () => {
        find.open();
        document.getElementById('find-text')?.focus();
      },
    },
    {
      id: 'undoEdit',
      name: text('shortcuts.undo'),
      where: 'transcript',
      keys: ['Mod+Z'],
      isOffered: () => isShown() && isAmongWords(),
      run: () => void editing.undo(),
    },
    {
      id: 'redoEdit',
      name: text('shortcuts.redo'),
      where: 'transcript',
      keys: ['Mod+Y', 'ModShift+Z'],
      isOffered: () => isShown() && isAmongWords(),
      run: () => void editing.redo(),
    },
  ];
}
