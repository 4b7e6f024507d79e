import type { Client, ContractHandlers, Emit } from '../rpc/define.ts';
import { diagnostics } from './diagnostics.ts';
import { flags } from './flags.ts';
import { folders } from './folders.ts';
import { library } from './library.ts';
import { logs } from './logs.ts';
import { meetings } from './meetings.ts';
import { settings } from './settings.ts';

/** Everything the app can do. Client, handlers, Electron, WebSocket and the command line derive from this. */
export const contract = { meetings, folders, library, settings, flags, logs, diagnostics };

export type MeetMemo = typeof contract;
export type Api = Client<MeetMemo>;
export type AllHandlers = ContractHandlers<MeetMemo>;
export type EmitEvent = Emit<MeetMemo>;
