import { listeners, type Port } from '../../rpc/port.ts';

export const CHANNEL = 'rpc';

export interface PageContents {
  send(channel: string, ...args: unknown[]): void;
  isDestroyed(): boolean;
  isCrashed(): boolean;
  on(event: 'did-navigate', listener: (event: unknown, url: string) => void): unknown;
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { readonly reason: string; readonly exitCode: number }) => void,
  ): unknown;
  on(event: 'destroyed', listener: () => void): unknown;
  on(event: 'will-prevent-unload', listener: (event: { preventDefault(): void }) => void): unknown;
}

/** One document's connection. Either side ends it with an empty message. */
export function openPage(contents: PageContents, page: string, onEnd: () => void) {
  const message = listeners<unknown>();
  const close = listeners<undefined>();
  let open = true;
  const send = (value: unknown) => {
    if (open && !contents.isDestroyed() && !contents.isCrashed()) contents.send(CHANNEL, page, value);
  };
  const port: Port = {
    send,
    onMessage: (listener) => message.add(listener),
    onClose: (listener) => close.add(listener),
    close() {
      if (!open) return;
      send(null);
      open = false;
      onEnd();
      close.tell(undefined);
    },
  };
  return {
    page,
    port,
    receive(value: unknown) {
      if (value === null) port.close();
      else message.tell(value);
    },
  };
}
