import { describe, expect, test, vi } from 'vitest';
import * as v from 'valibot';
import { servePages } from '../../src-main/hosts/electron/serve-pages.ts';
import { bridgePort, type Bridge } from '../../src-main/rpc/bridge-port.ts';
import { connect } from '../../src-main/rpc/connect.ts';
import { event, method } from '../../src-main/rpc/define.ts';
import { createEventBus } from '../../src-main/rpc/events.ts';
import { routes, serve } from '../../src-main/rpc/serve.ts';
import { fakeElectron, mainFrame, type FakeFrame } from '../support/fake-electron.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

const contract = {
  box: {
    put: method(v.object({ data: v.instance(Uint8Array) }), v.object({ data: v.instance(Uint8Array) })),
    wait: method(v.strictObject({}), v.object({})),
    filled: event(v.object({ size: v.number() })),
  },
};

/** A window on a core with two methods: one that answers, one that waits until it is aborted. */
function setUp() {
  const put = vi.fn(({ data }: { data: Uint8Array }) => ({ data: data.toReversed() }));
  const aborted = vi.fn();
  const bus = createEventBus<typeof contract>();
  const all = routes(contract, {
    box: {
      put,
      wait: (_input, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted();
            resolve({});
          });
        }),
    },
  });
  const fake = fakeElectron();
  const contents = fake.openContents();
  const refused = vi.fn();
  const opened = vi.fn();
  const stop = servePages(
    fake.ipcMain,
    contents,
    (port) => {
      opened();
      return serve(contract, all, bus, port);
    },
    refused,
  );
  const client = (bridge: Bridge) => connect(contract, () => bridgePort(bridge));
  return { ...fake, contents, bus, put, aborted, refused, opened, stop, client };
}

test('calls, bytes, errors and events pass', async () => {
  const { contents, bus, client } = setUp();
  const { api } = client(contents.navigate().bridge);
  await expect(api.box.put({ data: new Uint8Array([1, 2]) })).resolves.toEqual({
    data: new Uint8Array([2, 1]),
  });
  await expect(api.box.put({ data: 'text' as unknown as Uint8Array<ArrayBuffer> })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const heard = vi.fn();
  const unsubscribe = api.box.filled(heard);
  await turn();
  bus.emit('box.filled', { size: 3 });
  await turn();
  unsubscribe();
  await turn();
  bus.emit('box.filled', { size: 4 });
  await turn();
  expect(heard.mock.calls).toEqual([[{ size: 3 }]]);
});

describe('a message from elsewhere never reaches a handler', () => {
  const callPut = {
    t: 'call',
    id: 1,
    method: 'box.put',
    input: { data: new Uint8Array(1) },
    trace: '0'.repeat(16),
  };
  const goneFrame: FakeFrame = Object.defineProperty({ ...mainFrame() }, 'origin', {
    get: () => {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    },
  });
  const frames: [string, FakeFrame | null][] = [
    ['a frame inside the page', { ...mainFrame(), parent: mainFrame() }],
    ['another origin in our window', mainFrame('https://example.com')],
    ['another host of our scheme', mainFrame('app://meetmemo.example')],
    ['an opaque origin', mainFrame('null')],
    ['a document that is being left', { ...mainFrame(), detached: true }],
    ['a frame that is no more', null],
    ['a frame that is no more, which throws', goneFrame],
  ];
  test.each(frames)('%s', async (_name, frame) => {
    const { contents, put, refused, opened, client } = setUp();
    const page = contents.navigate();
    // Before and after the page has connected, and on every message.
    page.sendFrom(frame, 'rpc', 'page', callPut);
    await turn();
    expect(opened).not.toHaveBeenCalled();
    const { api } = client(page.bridge);
    await api.box.put({ data: new Uint8Array() });
    for (let times = 0; times < 3; times += 1) page.sendFrom(frame, 'rpc', 'page', callPut);
    await turn();
    expect(put).toHaveBeenCalledTimes(1);
    expect(refused).toHaveBeenCalledTimes(4);
    expect(opened).toHaveBeenCalledTimes(1);
  });

  test('another window', async () => {
    const { openContents, contents, put, refused, opened } = setUp();
    contents.navigate();
    openContents().navigate().bridge.send(callPut);
    await turn();
    expect([put, opened].map((spy) => spy.mock.calls.length)).toEqual([0, 0]);
    expect(refused).toHaveBeenCalledTimes(1);
  });

  test('a message without the name of its page', async () => {
    const { contents, put, refused } = setUp();
    const page = contents.navigate();
    page.sendFrom(mainFrame(), 'rpc', callPut);
    await turn();
    expect(put).not.toHaveBeenCalled();
    expect(refused).toHaveBeenCalledTimes(1);
  });
});

describe('running calls are aborted', () => {
  const ends: [string, (setup: ReturnType<typeof setUp>) => void][] = [
    ['by a reload', ({ contents }) => contents.navigate()],
    ['by a crash of the page', ({ contents }) => contents.crash()],
    ['by the end of the window', ({ contents }) => contents.destroy()],
    ['by the host', ({ stop }) => stop()],
  ];
  test.each(ends)('%s', async (_name, end) => {
    const setup = setUp();
    const { contents, aborted, client } = setup;
    const connection = client(contents.navigate().bridge);
    connection.api.box.wait().catch(() => undefined);
    await turn();
    expect(aborted).not.toHaveBeenCalled();
    end(setup);
    expect(aborted).toHaveBeenCalledTimes(1);
  });

  test('by the page', async () => {
    const { contents, aborted, client } = setUp();
    const connection = client(contents.navigate().bridge);
    const call = connection.api.box.wait();
    await turn();
    connection.close();
    await expect(call).rejects.toMatchObject({ code: 'disconnected' });
    await turn();
    expect(aborted).toHaveBeenCalledTimes(1);
  });
});

test('the document after a reload is served anew', async () => {
  const { contents, bus, opened, client } = setUp();
  const before = vi.fn();
  client(contents.navigate().bridge).api.box.filled(before);
  await turn();
  const { api } = client(contents.navigate().bridge);
  await api.box.put({ data: new Uint8Array() });
  bus.emit('box.filled', { size: 1 });
  await turn();
  expect(before).not.toHaveBeenCalled();
  expect(opened).toHaveBeenCalledTimes(2);
});

test('a navigation that is refused leaves the connection as it was', async () => {
  const { contents, bus, client } = setUp();
  const heard = vi.fn();
  client(contents.navigate().bridge).api.box.filled(heard);
  await turn();
  contents.emit('did-start-navigation');
  bus.emit('box.filled', { size: 1 });
  await turn();
  expect(heard).toHaveBeenCalledTimes(1);
});

test('a page that sends what is no message is told that its connection ended', async () => {
  const { contents, client } = setUp();
  const { bridge } = contents.navigate();
  const connection = client(bridge);
  const call = connection.api.box.wait();
  await turn();
  bridge.send({ t: 'nonsense' });
  await expect(call).rejects.toMatchObject({ code: 'disconnected' });
  expect(connection.state).toBe('closed');
  const again = client(bridge);
  await expect(again.api.box.put({ data: new Uint8Array([7]) })).resolves.toEqual({
    data: new Uint8Array([7]),
  });
});

test('an empty message of the page ends the connection, whatever serves it', async () => {
  const { ipcMain, openContents } = fakeElectron();
  const contents = openContents();
  const heard = vi.fn();
  const closed = vi.fn();
  servePages(
    ipcMain,
    contents,
    (port) => {
      port.onMessage(heard);
      port.onClose(closed);
    },
    () => undefined,
  );
  const { bridge } = contents.navigate();
  bridge.send('hello');
  bridge.send(null);
  await turn();
  expect(heard.mock.calls).toEqual([['hello']]);
  expect(closed).toHaveBeenCalledTimes(1);
});

test('nothing is sent to a window that is gone', async () => {
  const { contents, ipcMain, bus, client } = setUp();
  client(contents.navigate().bridge).api.box.filled(() => undefined);
  await turn();
  contents.destroy();
  bus.emit('box.filled', { size: 1 });
  await turn();
  expect(ipcMain.listenerCount('rpc')).toBe(0);
});
