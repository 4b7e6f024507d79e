import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RawAnswer {
  status: number;
  /** By their names in lower case; those that come more than once joined with a line break. */
  headers: Map<string, string>;
  body: string;
}

/** A socket of its own, closed with the test. */
export async function rawSocket(port: number, host = '127.0.0.1'): Promise<Socket> {
  const socket = connect(port, host);
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  return socket;
}

function joinChunks(text: string): string {
  const size = /^([0-9a-f]+)\r\n/.exec(text);
  const length = parseInt(size?.[1] ?? '0', 16);
  if (!size || length === 0) return '';
  const start = size[0].length;
  return text.slice(start, start + length) + joinChunks(text.slice(start + length + 2));
}

function parseAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [name = '', ...value] = line.split(':');
    const key = name.toLowerCase();
    const known = headers.get(key);
    headers.set(key, (known === undefined ? '' : `${known}\n`) + value.join(':').trim());
  }
  const body = rest.join('\r\n\r\n');
  const isChunked = headers.get('transfer-encoding') === 'chunked';
  return { status: Number(first.split(' ')[1]), headers, body: isChunked ? joinChunks(body) : body };
}

/** Sends these very bytes and reads until the other side has no more to say. Status 0: it closed without a word. */
export async function rawRequest(port: number, bytes: string | Uint8Array): Promise<RawAnswer> {
  const socket = await rawSocket(port);
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(bytes);
  await closed;
  return text === '' ? { status: 0, headers: new Map(), body: '' } : parseAnswer(text);
}

/** A request as text; each header as it is given, doubles and all. */
export function requestText(
  target: string,
  headers: readonly string[],
  method = 'GET',
  version = '1.1',
): string {
  return [`${method} ${target} HTTP/${version}`, ...headers, 'Connection: close', '', ''].join('\r\n');
}
