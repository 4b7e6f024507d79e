import type { Client, ContractHandlers, Emit } from '../rpc/define.ts';
import { audio } from './audio.ts';
import { bookmarks } from './bookmarks.ts';
import { diagnostics } from './diagnostics.ts';
import { corrections, edits } from './edits.ts';
import { exporting } from './exports.ts';
import { flags } from './flags.ts';
import { folders } from './folders.ts';
import { imports } from './imports.ts';
import { jobs } from './jobs.ts';
import { library } from './library.ts';
import { logs } from './logs.ts';
import { meetings } from './meetings.ts';
import { models } from './models.ts';
import { names } from './names.ts';
import { people } from './people.ts';
import { recorder } from './recorder.ts';
import { search } from './search.ts';
import { searches } from './searches.ts';
import { settings } from './settings.ts';
import { speakers } from './speakers.ts';
import { speech } from './speech.ts';
import { summaries } from './summaries.ts';
import { templates } from './templates.ts';
import { transcripts } from './transcripts.ts';

/** Everything the app can do. Client, handlers, Electron, WebSocket and the command line derive from this. */
export const contract = {
  meetings,
  search,
  searches,
  folders,
  audio,
  bookmarks,
  imports,
  recorder,
  jobs,
  exports: exporting,
  transcripts,
  edits,
  corrections,
  speakers,
  people,
  names,
  summaries,
  templates,
  models,
  speech,
  library,
  settings,
  flags,
  logs,
  diagnostics,
};

export type MeetMemo = typeof contract;
export type Api = Client<MeetMemo>;
export type AllHandlers = ContractHandlers<MeetMemo>;
export type EmitEvent = Emit<MeetMemo>;
