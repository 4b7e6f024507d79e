import { listeners, type Port } from './port.ts';

/** What the preload script gives the page as `window.meetmemo`. */
export interface Bridge {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): () => void;
}

/** The page's end of Electron's message channel. An empty message means the end, in both directions. */
export function bridgePort(bridge: Bridge): Port {
  const message = listeners<unknown>();
  const close = listeners<undefined>();
  let open = true;
  const end = () => {
    if (!open) return;
    open = false;
    stop();
    close.tell(undefined);
  };
  const stop = bridge.onMessage((value) => {
    if (value === null) end();
    else message.tell(value);
  });
  return {
    send(value) {
      if (open) bridge.send(value);
    },
    onMessage: (listener) => message.add(listener),
    onClose: (listener) => close.add(listener),
    close() {
      if (open) bridge.send(null);
      end();
    },
  };
}
