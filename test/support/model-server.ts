import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Visit {
  path: string;
  range: string | undefined;
  ifRange: string | undefined;
  encoding: string | undefined;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string | number>;
  /** What is sent; whatever the headers say. */
  body?: Uint8Array;
  /** After so many bytes of it. */
  after?: number;
  /** The connection is cut, or nothing comes any more. */
  then?: 'end' | 'cut' | 'silence';
}

/** As a good server answers, a part from where the range says. */
export function honest(file: Uint8Array, { range, ifRange }: Visit, etag = '"v1"'): Answer {
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? NaN);
  const whole = { etag, 'content-length': file.length };
  if (Number.isNaN(start) || (ifRange !== undefined && ifRange !== etag))
    return { headers: whole, body: file };
  if (start >= file.length) return { status: 416, headers: { 'content-range': `bytes */${file.length}` } };
  const body = file.subarray(start);
  const place = `bytes ${start}-${file.length - 1}/${file.length}`;
  return { status: 206, headers: { etag, 'content-length': body.length, 'content-range': place }, body };
}

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  const { status = 200, headers = {}, body = new Uint8Array(), after = body.length, then = 'end' } = answer;
  response.writeHead(status, headers);
  response.flushHeaders();
  await new Promise((resolve) => response.write(body.subarray(0, after), resolve));
  if (then === 'end') response.end();
  else if (then === 'cut') response.destroy();
}

/** A server of models that does as it is told, visit by visit. */
export async function modelServer(file: Uint8Array) {
  const visits: Visit[] = [];
  const state = {
    visits,
    origin: '',
    /** What the n-th visit gets, counted from 0. */
    answer: (visit: Visit, _index: number): Answer => honest(file, visit),
  };
  const server = createServer((request: IncomingMessage, response) => {
    const { range, 'if-range': ifRange, 'accept-encoding': encoding } = request.headers;
    const visit = {
      path: request.url ?? '',
      range,
      ifRange: ifRange as string | undefined,
      encoding: encoding as string | undefined,
    };
    visits.push(visit);
    response.on('error', () => undefined);
    void send(response, state.answer(visit, visits.length - 1));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}
export type ModelServer = Awaited<ReturnType<typeof modelServer>>;
