import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { fakeElectron } from '../support/fake-electron.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('the page gets three functions and nothing else', () => {
  const { world, bridge } = fakeElectron().openContents().navigate();
  expect(Object.keys(world)).toEqual(['meetmemo']);
  expect(Object.entries(bridge).map(([name, value]) => [name, typeof value])).toEqual([
    ['send', 'function'],
    ['onMessage', 'function'],
    ['pathOf', 'function'],
  ]);
});

test('a listener gets the message alone, without the event, until it unsubscribes', async () => {
  const contents = fakeElectron().openContents();
  const { ipcRenderer, bridge } = contents.navigate();
  const sent = vi.spyOn(ipcRenderer, 'send');
  bridge.send('hello');
  const [channel, page, message] = sent.mock.lastCall ?? [];
  expect([channel, message]).toEqual(['rpc', 'hello']);

  const heard = vi.fn();
  const stop = bridge.onMessage(heard);
  contents.send('rpc', page, { t: 'result', id: 1 });
  await turn();
  expect(heard.mock.calls).toEqual([[{ t: 'result', id: 1 }]]);
  stop();
  contents.send('rpc', page, { t: 'result', id: 2 });
  await turn();
  expect(heard).toHaveBeenCalledTimes(1);
});

test('what was meant for the document before a reload does not reach the one after it', async () => {
  const contents = fakeElectron().openContents();
  const before = contents.navigate();
  const sent = vi.spyOn(before.ipcRenderer, 'send');
  before.bridge.send('hello');
  const [, page] = sent.mock.lastCall ?? [];
  const heard = vi.fn();
  contents.navigate().bridge.onMessage(heard);
  contents.send('rpc', page, { t: 'result', id: 1 });
  await turn();
  expect(heard).not.toHaveBeenCalled();
});

test('the script itself exposes the port through Electron', async () => {
  const exposeInMainWorld = vi.fn();
  const webUtils = { getPathForFile: vi.fn(() => '/talk.wav') };
  vi.doMock('electron', () => ({
    contextBridge: { exposeInMainWorld },
    ipcRenderer: new EventEmitter(),
    webUtils,
  }));
  await import('../../src-preload/index.ts');
  expect(exposeInMainWorld).toHaveBeenCalledExactlyOnceWith('meetmemo', {
    send: expect.any(Function) as unknown,
    onMessage: expect.any(Function) as unknown,
    pathOf: expect.any(Function) as unknown,
  });
  const [, exposed] = exposeInMainWorld.mock.lastCall as [string, { pathOf(file: File): string }];
  const file = new File([], 'talk.wav');
  expect(exposed.pathOf(file)).toBe('/talk.wav');
  expect(webUtils.getPathForFile).toHaveBeenCalledExactlyOnceWith(file);
  vi.doUnmock('electron');
});
