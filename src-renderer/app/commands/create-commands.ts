import type { Stores } from '../create-stores.ts';
import type { Command } from './command.ts';
import { libraryCommands } from './library.ts';
import { listCommands } from './list.ts';
import { meetingCommands } from './meeting.ts';
import { playerCommands } from './player.ts';
import { transcriptCommands } from './transcript.ts';
import { viewCommands } from './view.ts';

/** All that can be done in the window. A new command is added in one of these, and nowhere else. */
export const createCommands = (stores: Stores): readonly Command[] => [
  // Where their keys mean something else elsewhere, the nearer meaning comes first.
  ...transcriptCommands(stores),
  ...libraryCommands(stores),
  ...viewCommands(stores),
  ...listCommands(stores),
  ...meetingCommands(stores),
  ...playerCommands(stores),
];
