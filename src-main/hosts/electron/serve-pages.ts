import type { Unsubscribe } from '../../rpc/define.ts';
import type { Port } from '../../rpc/port.ts';
import { ORIGIN } from './app-scheme.ts';
import { CHANNEL, openPage, type PageContents } from './page-port.ts';

export interface MessageEvent {
  readonly sender: unknown;
  readonly senderFrame: {
    readonly parent: unknown;
    readonly detached: boolean;
    readonly origin: string;
  } | null;
}
type MessageListener = (event: MessageEvent, ...args: unknown[]) => void;

export interface IpcMainLike {
  on(channel: string, listener: MessageListener): unknown;
  off(channel: string, listener: MessageListener): unknown;
}

function isFromPage(event: MessageEvent, contents: unknown): boolean {
  try {
    const frame = event.senderFrame;
    return event.sender === contents && frame?.parent === null && !frame.detached && frame.origin === ORIGIN;
  } catch {
    // Electron throws when asked about a frame that is gone.
    return false;
  }
}

/** Serves the documents that a window shows, one after another. Every single message must prove where it is from. */
export function servePages(
  ipcMain: IpcMainLike,
  contents: PageContents,
  serve: (port: Port) => unknown,
  onRefused: () => void,
): Unsubscribe {
  let current: ReturnType<typeof openPage> | undefined;
  const end = () => current?.port.close();
  const onMessage: MessageListener = (event, page, message) => {
    if (!isFromPage(event, contents) || typeof page !== 'string') {
      onRefused();
      return;
    }
    if (current?.page !== page) {
      end();
      current = openPage(contents, page, () => (current = undefined));
      serve(current.port);
    }
    current.receive(message);
  };
  const stop = () => {
    ipcMain.off(CHANNEL, onMessage);
    end();
  };
  ipcMain.on(CHANNEL, onMessage);
  // Not did-start-navigation: that comes before a navigation is refused, and then the page stays.
  contents.on('did-navigate', end);
  contents.on('render-process-gone', end);
  contents.on('destroyed', stop);
  return stop;
}
