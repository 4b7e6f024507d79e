import { decode, encode } from './codec.ts';
import { AppError } from './errors.ts';
import { listeners, type Port } from './port.ts';

/** The part of a WebSocket that is used here; the browser's and the `ws` package's both have it. */
export interface SocketLike {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
  /** Only where the peer is not a browser's own. */
  terminate?: () => void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

const OPEN = 1;
/** The largest message that a server takes. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** A peer that leaves so much unread, and reads nothing of it for so long, is gone and must not fill the memory. */
const MANY_UNREAD_BYTES = 16 * 1024 * 1024;
const READS_NOTHING_MS = 5_000;
/** However well it reads: it asks for more than it takes. */
const MAX_UNREAD_BYTES = 128 * 1024 * 1024;

const bytesIn = (data: string | Uint8Array) =>
  typeof data === 'string' ? new TextEncoder().encode(data).length : data.length;

/** `towards` a server nothing is sent that it would close the connection for. */
export function webSocketPort(socket: SocketLike, towards: 'server' | 'client'): Port {
  const message = listeners<unknown>();
  const close = listeners<undefined>();
  /** What was unread after the last message went out, and when some of it was last seen to be read. */
  let unreadBefore = 0;
  let readAt = performance.now();

  function isGone(): boolean {
    const unread = socket.bufferedAmount;
    if (unread < unreadBefore || unread === 0) readAt = performance.now();
    if (unread > MAX_UNREAD_BYTES) return true;
    return unread > MANY_UNREAD_BYTES && performance.now() - readAt > READS_NOTHING_MS;
  }

  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }) => {
    try {
      message.tell(decode(data instanceof ArrayBuffer ? new Uint8Array(data) : String(data)));
    } catch {
      // A peer that sends what can't be read is broken or hostile; either way there is nothing to talk about.
      socket.close();
    }
  });
  socket.addEventListener('close', () => {
    close.tell(undefined);
  });
  return {
    send(value) {
      if (socket.readyState !== OPEN) return;
      if (isGone()) (socket.terminate ?? socket.close).call(socket);
      else {
        const data = encode(value);
        if (towards === 'server' && bytesIn(data) > MAX_MESSAGE_BYTES) {
          throw new AppError('too_large', 'This is more than can be sent at once.', {
            limit: MAX_MESSAGE_BYTES,
          });
        }
        socket.send(data);
        unreadBefore = socket.bufferedAmount;
      }
    },
    onMessage: (listener) => message.add(listener),
    onClose: (listener) => close.add(listener),
    close() {
      socket.close();
    },
  };
}
