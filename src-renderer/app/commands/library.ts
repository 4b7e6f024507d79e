import { flushSync } from 'react-dom';
import { text } from '../../i18n/translate.ts';
import { chooseFiles } from '../../features/imports/DropTarget.tsx';
import { queueOpener } from '../../features/queue/QueueLine.tsx';
import type { Stores } from '../create-stores.ts';
import { isTyping } from '../is-typing.ts';
import { newMeetingKeys } from '../platform.ts';
import { reach } from '../reach.ts';
import type { Command } from './command.ts';

/** What makes, finds and keeps meetings. */
export function libraryCommands(stores: Stores): Command[] {
  const { actions, imports, layout, library, list, queue, recorder, toasts } = stores;
  const recording = () => recorder.state.getState().recording;
  const isRunning = () => {
    const { own } = recorder.state.getState();
    return own === 'no' ? recording()?.state === 'recording' : own === 'recording';
  };
  const isPaused = () => {
    const { own } = recorder.state.getState();
    return own === 'no' ? recording()?.state === 'paused' : own === 'paused';
  };
  const [key, ...otherKeys] = newMeetingKeys;
  return [
    {
      id: 'new',
      name: text('shortcuts.new'),
      where: 'anywhere',
      keys: [key],
      otherKeys,
      run: () => void actions.create(),
    },
    { id: 'import', name: text('imports.button'), where: 'anywhere', keys: ['Mod+O'], run: chooseFiles },
    {
      id: 'record',
      name: text('recorder.record'),
      where: 'anywhere',
      keys: ['Alt+R'],
      isOffered: () => !recording(),
      run: recorder.ask,
    },
    {
      id: 'mark',
      name: text('recorder.markMoment'),
      where: 'anywhere',
      keys: ['Alt+M'],
      isOffered: () => recording() !== null,
      run: () => {
        recorder.mark(!isTyping());
      },
    },
    {
      id: 'pauseRecording',
      name: text('commands.pauseRecording'),
      where: 'anywhere',
      isOffered: isRunning,
      run: () => void recorder.pause(),
    },
    {
      id: 'resumeRecording',
      name: text('commands.resumeRecording'),
      where: 'anywhere',
      isOffered: isPaused,
      run: () => void recorder.resume(),
    },
    {
      id: 'stopRecording',
      name: text('commands.stopRecording'),
      where: 'anywhere',
      isOffered: () => recording() !== null,
      run: () => void recorder.stop(),
    },
    {
      id: 'search',
      name: text('shortcuts.search'),
      where: 'anywhere',
      keys: ['Mod+F'],
      run: () => {
        reach(layout, 'list', 'list-search', (element) => {
          element.focus();
          if (element instanceof HTMLInputElement) element.select();
        });
      },
    },
    {
      id: 'undo',
      name: text('shortcuts.undo'),
      where: 'anywhere',
      keys: ['Mod+Z'],
      isOfField: true,
      run: () => void toasts.undo(),
    },
    {
      id: 'newFolder',
      name: text('sidebar.newFolder'),
      where: 'anywhere',
      run: () => {
        flushSync(() => {
          layout.show('list');
          // That closes one that lies over the list.
          if (!layout.store.getState().isSidebarOpen) layout.toggleSidebar();
        });
        document.getElementById('new-folder')?.click();
      },
    },
    {
      id: 'renamePerson',
      name: text('people.rename'),
      where: 'anywhere',
      run: () => {
        layout.ask({ kind: 'renamePerson' });
      },
    },
    {
      id: 'emptyTrash',
      name: text('list.emptyTrash'),
      where: 'anywhere',
      isOffered: () => stores.sidebar.store.getState().trash > 0,
      run: () => {
        layout.ask({ kind: 'emptyTrash', count: stores.sidebar.store.getState().trash });
      },
    },
    {
      id: 'sample',
      name: text('commands.sample'),
      where: 'anywhere',
      run: () => void imports.addSample(null),
    },
    {
      id: 'newestFirst',
      name: text('commands.sortByDate'),
      where: 'anywhere',
      isOffered: () => list.store.getState().sort.by !== 'startedAt',
      run: () => void list.sortBy({ by: 'startedAt', order: 'descending' }),
    },
    {
      id: 'byTitle',
      name: text('commands.sortByTitle'),
      where: 'anywhere',
      isOffered: () => list.store.getState().sort.by !== 'title',
      run: () => void list.sortBy({ by: 'title', order: 'ascending' }),
    },
    {
      id: 'backUp',
      name: text('library.backUp'),
      where: 'anywhere',
      isOffered: () => library.store.getState().busy === null,
      run: () => void library.backUp(),
    },
    {
      id: 'showQueue',
      name: text('commands.showQueue'),
      where: 'anywhere',
      run: () => {
        flushSync(() => {
          layout.show('list');
        });
        // Only now: the line that lay in a sidebar takes the wish with it.
        flushSync(() => {
          queue.ask(true);
        });
        reach(layout, 'list', queueOpener, (opener) => {
          opener.focus();
          opener.click();
        });
      },
    },
    {
      id: 'pauseQueue',
      name: text('commands.pauseQueue'),
      where: 'anywhere',
      isOffered: () => !queue.store.getState().queue.isPaused,
      run: () => void queue.pause(),
    },
    {
      id: 'resumeQueue',
      name: text('commands.resumeQueue'),
      where: 'anywhere',
      isOffered: () => queue.store.getState().queue.isPaused,
      run: () => void queue.resume(),
    },
  ];
}
