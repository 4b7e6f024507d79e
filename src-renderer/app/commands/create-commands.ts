import type { Stores } from '../create-stores.ts';
import type { Command } from './command.ts';
import { exportCommands } from './exports.ts';
import { libraryCommands } from './library.ts';
import { listCommands } from './list.ts';
import { notesCommands } from './notes.ts';
import { playerCommands } from './player.ts';
import { summaryCommands } from './summary.ts';
import { transcriptCommands } from './transcript.ts';
import { viewCommands } from './view.ts';

/** All that can be done in the window. A new command is added in one of these, and nowhere else. */
export const createCommands = (stores: Stores): readonly Command[] => [
  // Of two with the same key the first that is offered has it: the words of a meeting come before the library.
  ...transcriptCommands(stores),
  ...summaryCommands(stores),
  ...exportCommands(stores),
  ...libraryCommands(stores),
  ...viewCommands(stores),
  ...listCommands(stores),
  ...notesCommands(stores),
  ...playerCommands(stores),
];
