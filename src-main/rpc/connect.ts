import * as v from 'valibot';
import type { CallOptions, Client, Contract, Unsubscribe } from './define.ts';
import { AppError } from './errors.ts';
import { serverMessage, type ClientMessage } from './messages.ts';
import { listeners, type Port } from './port.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost' | 'closed';

export interface Connection<C extends Contract> {
  readonly api: Client<C>;
  readonly state: ConnectionState;
  onState(listener: (state: ConnectionState) => void): Unsubscribe;
  close(): void;
}

export interface ConnectOptions {
  /** Milliseconds before each new try after a loss; the last one repeats. None: a loss is final. */
  retryAfter?: readonly number[];
}

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: AppError) => void;
}

export function newTrace(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const disconnected = () =>
  new AppError(
    'disconnected',
    'The connection to MeetMemo was lost. Whether the last step was saved is not known.',
  );

/** A client of a contract over a port. Calls wait for the first connection; once it is lost they fail at once. */
export function connect<C extends Contract>(
  contract: C,
  open: () => Port | Promise<Port>,
  options: ConnectOptions = {},
): Connection<C> {
  const retryAfter = options.retryAfter ?? [];
  const pending = new Map<number, Pending>();
  const queued: ClientMessage[] = [];
  const heard = new Map<string, ReturnType<typeof listeners<unknown>>>();
  const stateChange = listeners<ConnectionState>();
  let state: ConnectionState = 'connecting';
  let port: Port | undefined;
  let lastId = 0;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const setState = (next: ConnectionState) => {
    if (state === next) return;
    state = next;
    stateChange.tell(next);
  };

  const send = (message: ClientMessage) => {
    if (state === 'open') port?.send(message);
    else if (state === 'connecting') queued.push(message);
  };

  const receive = (raw: unknown) => {
    const parsed = v.safeParse(serverMessage, raw);
    if (!parsed.success) {
      port?.close();
      return;
    }
    const message = parsed.output;
    if (message.t === 'event') {
      heard.get(message.event)?.tell(message.payload);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.t === 'result') waiting?.resolve(message.value);
    else waiting?.reject(AppError.fromShape(message.error));
  };

  const lose = () => {
    port = undefined;
    queued.length = 0;
    const waiting = [...pending.values()];
    pending.clear();
    const wait = retryAfter[Math.min(tries, retryAfter.length - 1)];
    if (state !== 'closed') {
      setState(wait === undefined ? 'closed' : 'lost');
      if (wait !== undefined) {
        tries += 1;
        timer = setTimeout(() => void start(), wait);
      }
    }
    for (const { reject } of waiting) reject(disconnected());
  };

  /** The value is too large, or can't be cloned or written as JSON: a function, a cycle, too deep a nesting. */
  function refuse(id: number, why: unknown): void {
    const error = why instanceof AppError ? why : new AppError('invalid_input', 'The input can not be sent.');
    pending.get(id)?.reject(error);
    pending.delete(id);
  }

  async function start(): Promise<void> {
    let opened: Port;
    try {
      opened = await open();
    } catch {
      lose();
      return;
    }
    if (isClosed()) {
      opened.close();
      return;
    }
    port = opened;
    tries = 0;
    opened.onMessage(receive);
    opened.onClose(() => {
      if (port === opened) lose();
    });
    for (const event of heard.keys()) opened.send({ t: 'listen', event });
    for (const message of queued.splice(0)) {
      if (message.t === 'listen') continue;
      try {
        opened.send(message);
      } catch (error) {
        if (message.t === 'call') refuse(message.id, error);
      }
    }
    setState('open');
  }
  // A function, since the state may change during an await and the compiler would not believe it.
  const isClosed = () => state === 'closed';

  function call(method: string, input: unknown, { signal, trace }: CallOptions = {}): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(new AppError('cancelled', 'Cancelled.'));
    if (state === 'lost' || state === 'closed') return Promise.reject(disconnected());
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        if (!pending.delete(id)) return;
        send({ t: 'cancel', id });
        reject(new AppError('cancelled', 'Cancelled.'));
      };
      const settle = () => signal?.removeEventListener('abort', onAbort);
      signal?.addEventListener('abort', onAbort, { once: true });
      pending.set(id, {
        resolve(value) {
          settle();
          resolve(value);
        },
        reject(error) {
          settle();
          reject(error);
        },
      });
      try {
        send({ t: 'call', id, method, input, trace: trace ?? newTrace() });
      } catch (error) {
        refuse(id, error);
      }
    });
  }

  function listen(event: string, listener: (payload: unknown) => void): Unsubscribe {
    let own = heard.get(event);
    if (!own) {
      own = listeners<unknown>();
      heard.set(event, own);
      send({ t: 'listen', event });
    }
    const remove = own.add(listener);
    return () => {
      remove();
      if (own.size > 0 || heard.get(event) !== own) return;
      heard.delete(event);
      send({ t: 'unlisten', event });
    };
  }

  const api = Object.fromEntries(
    Object.entries(contract).map(([area, members]) => [
      area,
      Object.fromEntries(
        Object.entries(members).map(([name, definition]) => [
          name,
          definition.kind === 'method'
            ? (input?: unknown, callOptions?: CallOptions) =>
                call(`${area}.${name}`, input === undefined ? {} : input, callOptions)
            : (listener: (payload: unknown) => void) => listen(`${area}.${name}`, listener),
        ]),
      ),
    ]),
  ) as Client<C>;

  void start();

  return {
    api,
    get state() {
      return state;
    },
    onState: (listener) => stateChange.add(listener),
    close() {
      clearTimeout(timer);
      setState('closed');
      port?.close();
      lose();
    },
  };
}
