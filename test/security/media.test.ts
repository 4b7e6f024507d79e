import { readdirSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { enter } from '../support/loopback-client.ts';
import { openListening } from '../support/listening-target.ts';
import { rawRequest, rawSocket, requestText } from '../support/raw-request.ts';
import { until } from '../support/until.ts';

test('ranges: the first byte, the last, those between, from the end; and what is none', async () => {
  const { ask, sound, bytes } = await openListening();
  const size = bytes.length;
  const parts: [string, number, number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=0-', 0, size - 1],
    ['bytes=100-199', 100, 199],
    [`bytes=${size - 1}-`, size - 1, size - 1],
    [`bytes=${size - 10}-${size + 1000}`, size - 10, size - 1],
    ['bytes=-7', size - 7, size - 1],
    [`bytes=-${size + 7}`, 0, size - 1],
  ];
  for (const [range, from, to] of parts) {
    const answer = await ask(sound, [`Range: ${range}`]);
    expect(answer.status, range).toBe(206);
    expect(answer.headers.get('content-range'), range).toBe(`bytes ${from}-${to}/${size}`);
    expect(answer.headers.get('content-length'), range).toBe(String(to - from + 1));
    expect(answer.body === bytes.slice(from, to + 1), range).toBe(true);
    const head = await ask(sound, [`Range: ${range}`], 'HEAD');
    expect({ ...head, body: '' }, range).toEqual({ ...answer, headers: head.headers, body: '' });
    expect(head.body, range).toBe('');
    expect(head.headers.get('content-length'), range).toBe(String(to - from + 1));
  }
  for (const range of [`bytes=${size}-`, 'bytes=9-3', 'bytes=-0', `bytes=${'9'.repeat(15)}-`]) {
    const answer = await ask(sound, [`Range: ${range}`]);
    expect(answer, range).toMatchObject({ status: 416, body: '' });
    expect(answer.headers.get('content-range'), range).toBe(`bytes */${size}`);
  }
  const wholes = ['bytes=0-1,5-6', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=1.5-2', 'bytes=--5', 'lines=0-1'];
  for (const range of [...wholes, 'bytes= 0-1', `bytes=${'9'.repeat(40)}-`, 'bytes=0x0-0x9', '']) {
    const answer = await ask(sound, [`Range: ${range}`]);
    expect(answer.status, range).toBe(200);
    expect(answer.headers.has('content-range'), range).toBe(false);
    expect(answer.body === bytes, range).toBe(true);
  }
  const plain = await ask(sound);
  expect(plain.headers.get('accept-ranges')).toBe('bytes');
  expect(plain.headers.get('content-type')).toBe('audio/wav');
  expect(plain.headers.get('x-content-type-options')).toBe('nosniff');
  expect(plain.headers.get('content-security-policy')).toContain("default-src 'none'");
  // No copy stays on the disk when the sound is deleted.
  expect(plain.headers.get('cache-control')).toBe('no-store');
});

test('nobody gets a sound without the cookie, nor from another page, nor by writing', async () => {
  const { sound, host, cookie, port, own, ask, bytes } = await openListening();
  const [name = ''] = cookie.split('=');
  const refused: Record<string, string> = {
    'no cookie': requestText(sound, [`Host: ${host}`]),
    'a wrong cookie': requestText(sound, [`Host: ${host}`, `Cookie: ${name}=${'A'.repeat(43)}`]),
    'another host': requestText(sound, [`Host: localhost:${port}`, `Cookie: ${cookie}`]),
    'another page': requestText(sound, [...own, 'Origin: http://evil.example']),
    'another site': requestText(sound, [...own, 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Dest: audio']),
  };
  for (const [what, request] of Object.entries(refused)) {
    const answer = await rawRequest(port, request);
    expect(answer.status, what).toBe(403);
    expect(answer.body.includes(bytes.slice(0, 44)), what).toBe(false);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
    const answer = await ask(sound, ['Content-Length: 0'], method);
    expect(answer.status, method).toBe(403);
  }
  expect((await ask(sound)).status).toBe(200);
});

test('a ticket is right to the letter, and no path leads past it', async () => {
  const { sound, ask, meetingId, home } = await openListening();
  const ticket = sound.slice('/media/'.length);
  const turned = ticket.replace(/[a-z]/i, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
  const tickets = ['', 'A'.repeat(43), ticket.slice(0, -1), `${ticket}A`, turned, meetingId, '__proto__'];
  for (const wrong of [...tickets, 'constructor', `${ticket}%00`, `${ticket}/`, `${ticket}/sound`]) {
    expect(await ask(`/media/${wrong}`), wrong).toMatchObject({ status: 404, body: '' });
  }
  const paths = [
    ...[
      `/media/../library.db`,
      '/media/%2e%2e/library.db',
      '/media/..%2flibrary.db',
      '/media/..%5clibrary.db',
    ],
    ...[`/media/${meetingId}/sound`, `/media/${ticket}/../../settings.json`, `/media//${ticket}`],
    ...[`/MEDIA/${ticket}`, `//media/${ticket}`, `/media${home}/library.db`, `/media/%2fetc%2fpasswd`],
    ...[`http://evil.example/media/${ticket}`, `/x/media/${ticket}`, `/media%2f${ticket}`],
  ];
  for (const path of paths) expect([400, 403, 404], path).toContain((await ask(path)).status);
});

test('a client that stops reading costs no memory and is let go; others are served meanwhile', async () => {
  const { sound, file, port, own, ask } = await openListening(1500);
  const huge = 2 * 1024 ** 3;
  truncateSync(file, huge);
  const before = process.memoryUsage().rss;
  const sockets = await Promise.all(Array.from({ length: 20 }, () => rawSocket(port)));
  let closed = 0;
  for (const socket of sockets) {
    socket.on('close', () => (closed += 1)).on('error', () => undefined);
    socket.pause();
    socket.write(requestText(sound, own));
  }
  expect((await ask(sound, ['Range: bytes=0-3'])).body).toBe('RIFF');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  for (const socket of sockets) socket.resume();
  await until('all are let go', () => closed === sockets.length);
  for (const socket of sockets) expect(socket.bytesRead).toBeLessThan(huge / 20);
});

test('one who reads slowly, but reads, is served to the end', async () => {
  const { sound, file, port, own } = await openListening(400);
  const size = 24 * 1024 * 1024;
  truncateSync(file, size);
  const socket = await rawSocket(port);
  let read = 0;
  socket.on('data', (chunk) => {
    read += chunk.length;
    socket.pause();
    setTimeout(() => socket.resume(), 4);
  });
  const ended = new Promise((resolve) => socket.on('close', resolve));
  socket.write(requestText(sound, own));
  await ended;
  expect(read).toBeGreaterThan(size);
});

test('a file that goes away meanwhile: what was begun is never passed off as whole', async () => {
  const { sound, file, port, own, ask } = await openListening();
  truncateSync(file, 200 * 1024 * 1024);
  const socket = await rawSocket(port);
  socket.on('error', () => undefined);
  let read = 0;
  let answers = 0;
  const take = (chunk: Buffer) => {
    read += chunk.length;
    answers += chunk.toString('latin1').split('HTTP/1.1 ').length - 1;
  };
  const ended = new Promise((resolve) => socket.on('close', resolve));
  // Two requests at once: the second answer would be taken for the rest of the first.
  socket.write(`GET ${sound} HTTP/1.1\r\n${own.join('\r\n')}\r\n\r\n`.repeat(2));
  socket.once('data', (chunk) => {
    truncateSync(file, 1024 * 1024);
    take(chunk);
    socket.on('data', take);
  });
  await ended;
  expect(read).toBeLessThan(200 * 1024 * 1024);
  expect(answers).toBe(1);

  rmSync(file);
  expect(await ask(sound)).toMatchObject({ status: 404, body: '' });
});

test('what is deleted can not be had by an old ticket, nor a new one made', async () => {
  const { sound, ask, api, meetingId } = await openListening();
  await api.audio.remove({ meetingIds: [meetingId] });
  expect((await ask(sound)).status).toBe(404);
  await expect(api.audio.link({ meetingId })).rejects.toMatchObject({ code: 'not_found' });

  const other = await openListening();
  await other.api.meetings.trash({ ids: [other.meetingId] });
  expect((await other.ask(other.sound)).status).toBe(200);
  await other.api.meetings.purge({ ids: [other.meetingId] });
  expect((await other.ask(other.sound)).status).toBe(404);
  await expect(other.api.audio.link({ meetingId: other.meetingId })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('two windows at once, each with its own cookie, hear the same', async () => {
  const { sound, ask, server, port, host, bytes } = await openListening();
  const second = await enter(server.newLink());
  const theirs = [`Host: ${host}`, `Cookie: ${second.cookie}`];
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => {
      const range = `Range: bytes=${index * 100}-`;
      return index % 2 ? ask(sound, [range]) : rawRequest(port, requestText(sound, [...theirs, range]));
    }),
  );
  for (const [index, { body }] of answers.entries()) expect(body === bytes.slice(index * 100)).toBe(true);
});

test('a disk that fails under a player ends in an answer, not in the end of the app', async () => {
  const { sound, file, ask, api } = await openListening();
  rmSync(file);
  // Whoever follows it gets an error that is not “there is no such file”.
  symlinkSync(file, file);
  expect(await ask(sound)).toMatchObject({ status: 404 });
  expect(await api.diagnostics.health()).toMatchObject({ status: 'ok' });
});

test('no answer and no line of the log says where the library is, or a ticket', async () => {
  const { sound, file, ask, home, api, meetingId } = await openListening();
  const answers = [await ask(sound), await ask(sound, ['Range: bytes=999999999-']), await ask('/media/x')];
  rmSync(file);
  answers.push(await ask(sound));
  await api.audio.link({ meetingId }).catch((error: unknown) => {
    expect(String(error)).not.toContain(home);
  });
  for (const { headers, body } of answers) expect(JSON.stringify([...headers]) + body).not.toContain(home);
  const logs = join(home, 'logs');
  const lines = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
  expect(lines.join('')).not.toContain(home);
  expect(lines.join('')).not.toContain(sound);
  expect(lines.join('')).not.toContain('Secret talk');
});
