import type { ContextBridge, IpcRenderer, WebUtils } from 'electron';

/** All that a page can reach: a way to send a message, a way to hear one, and where a file lies that it was given. */
export function exposePort(
  contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>,
  ipcRenderer: Pick<IpcRenderer, 'send'> & Listening,
  webUtils: Pick<WebUtils, 'getPathForFile'>,
): void {
  // Each document gets a name, so that nothing meant for the one before a reload reaches the one after it.
  const page = crypto.randomUUID();
  contextBridge.exposeInMainWorld('meetmemo', {
    send(message: unknown) {
      ipcRenderer.send('rpc', page, message);
    },
    onMessage(listener: (message: unknown) => void) {
      const own = (_event: unknown, to: unknown, message: unknown) => {
        if (to === page) listener(message);
      };
      ipcRenderer.on('rpc', own);
      return () => {
        ipcRenderer.off('rpc', own);
      };
    },
    pathOf: (file: File) => webUtils.getPathForFile(file),
  });
}

type Listener = (event: unknown, ...args: unknown[]) => void;
interface Listening {
  on(channel: string, listener: Listener): unknown;
  off(channel: string, listener: Listener): unknown;
}
