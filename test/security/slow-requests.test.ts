import { expect, test } from 'vitest';
import { openTarget } from '../support/loopback-target.ts';
import { rawSocket } from '../support/raw-request.ts';

test('a request that never ends its headers is ended by the server', async () => {
  const { port, host, api } = await openTarget();
  const [silent, slow, half] = await Promise.all([rawSocket(port), rawSocket(port), rawSocket(port)]);
  const ends = [silent, slow, half].map((socket) => {
    socket.on('error', () => undefined).resume();
    return new Promise((resolve) => socket.once('close', resolve));
  });
  slow.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n`);
  half.write(`POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 10\r\n\r\nhalf`);
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
  await Promise.all(ends);
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
});
