import * as v from 'valibot';
import { expect, test } from 'vitest';
import { connect, type ConnectionState } from './connect.ts';
import { event, method } from './define.ts';
import { AppError } from './errors.ts';
import { createEventBus } from './events.ts';
import { portPair, type Port } from './port.ts';
import { routes, serve } from './serve.ts';

const contract = {
  echo: {
    say: method(v.strictObject({ text: v.string() }), v.string()),
    hang: method(v.strictObject({}), v.string()),
    said: event(v.string()),
  },
};

function server() {
  const bus = createEventBus<typeof contract>();
  const all = routes(contract, {
    echo: {
      say: ({ text }) => text,
      hang: (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new AppError('cancelled', 'Cancelled.'));
          });
        }),
    },
  });
  const ends: (() => void)[] = [];
  return {
    bus,
    open: (): Port => {
      const [near, far] = portPair();
      ends.push(serve(contract, all, bus, far));
      return near;
    },
    drop: () => ends.pop()?.(),
  };
}

test('calls made before the connection stands are kept for it', async () => {
  const { open } = server();
  const gate = Promise.withResolvers<Port>();
  const { api } = connect(contract, () => gate.promise);
  const early = api.echo.say({ text: 'early' });
  gate.resolve(open());
  expect(await early).toBe('early');
});

test('a lost connection comes back, and what was listened to is heard again', async () => {
  const { open, drop, bus } = server();
  const connection = connect(contract, open, { retryAfter: [0] });
  const states: ConnectionState[] = [];
  connection.onState((state) => states.push(state));
  const heard: string[] = [];
  connection.api.echo.said((text) => heard.push(text));
  const pending = connection.api.echo.hang();
  pending.catch(() => undefined);
  expect(await connection.api.echo.say({ text: 'one' })).toBe('one');
  drop();
  await expect(pending).rejects.toMatchObject({ code: 'disconnected' });
  await expect(connection.api.echo.say({ text: 'two' })).rejects.toMatchObject({ code: 'disconnected' });
  await expect.poll(() => states).toEqual(['open', 'lost', 'open']);
  expect(await connection.api.echo.say({ text: 'three' })).toBe('three');
  bus.emit('echo.said', 'hello');
  await expect.poll(() => heard).toEqual(['hello']);
  connection.close();
  expect(connection.state).toBe('closed');
});

test('a connection that never stands rejects what waits for it', async () => {
  const connection = connect(contract, () => Promise.reject(new Error('refused')));
  await expect(connection.api.echo.say({ text: 'x' })).rejects.toMatchObject({ code: 'disconnected' });
  expect(connection.state).toBe('closed');
});

test('closing by hand rejects what runs and does not come back', async () => {
  const { open } = server();
  const connection = connect(contract, open, { retryAfter: [0] });
  const pending = connection.api.echo.hang();
  pending.catch(() => undefined);
  await connection.api.echo.say({ text: 'x' });
  connection.close();
  await expect(pending).rejects.toMatchObject({ code: 'disconnected' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(connection.state).toBe('closed');
});

test('a server that answers nonsense is hung up on', async () => {
  const [near, far] = portPair();
  const connection = connect(contract, () => near);
  const pending = connection.api.echo.say({ text: 'x' });
  pending.catch(() => undefined);
  far.onMessage(() => {
    far.send({ t: 'result', id: 'one' });
  });
  await expect(pending).rejects.toMatchObject({ code: 'disconnected' });
});

test('a cancelled call does not leave its listener on the signal', async () => {
  const { open } = server();
  const { api } = connect(contract, open);
  const controller = new AbortController();
  const pending = api.echo.hang({}, { signal: controller.signal });
  controller.abort();
  await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
  expect(await api.echo.say({ text: 'after' })).toBe('after');
});
