import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Core } from '../../core/create-core.ts';
import { securityHeaders, type Asset } from '../../core/web-assets.ts';
import { AppError } from '../../rpc/errors.ts';
import { MAX_MESSAGE_BYTES, webSocketPort } from '../../rpc/web-socket-port.ts';
import { createBucket } from '../../core/bucket.ts';
import { createGate, type Refusal } from './gate.ts';
import { sendMedia } from './send-media.ts';

export interface LoopbackServer {
  port: number;
  /** A link that opens the app once. */
  newLink(): string;
  close(): Promise<void>;
}

const MAX_WINDOWS = 100;
const CLOSED_PAGE = `This address opens only for the window that MeetMemo made.
Start MeetMemo again, or press Enter where it runs, for a new link.
`;

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // This address and no other: the library is not served to the network.
    server.listen(port, '127.0.0.1', resolve);
  }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new AppError('conflict', `Port ${String(port)} is not free. Choose another one, or 0 for any.`, {
      port,
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Serves the renderer and the contract to a browser on this machine, and to nobody else. */
export async function startLoopback(
  core: Core,
  assets: ReadonlyMap<string, Asset>,
  port: number,
  /** A player that takes nothing for so long has enough for now; it asks again for what it lacks. */
  mediaPatienceMs = 60_000,
): Promise<LoopbackServer> {
  const limits = { headersTimeout: 10_000, requestTimeout: 10_000, maxHeaderSize: 16_384 };
  // The last is how often Node looks for those that take too long.
  const server = createServer({ ...limits, connectionsCheckingInterval: 2_000 });
  server.maxConnections = 500;
  const actualPort = await listen(server, port);
  const gate = createGate(actualPort);
  const refusals = createBucket(30, 1);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    // One message a turn, so that clients take turns however much one of them sends.
    allowSynchronousEvents: false,
  });
  const connections = new Set<Socket>();

  /** The status to answer a refused request with. Beyond a rate they are counted, not written down one by one. */
  function refuse(reason: Refusal): 403 | 429 {
    core.count(`loopback refused: ${reason}`);
    if (!refusals.take()) return 429;
    core.log.warn('loopback request refused', { reason });
    return 403;
  }

  function answer(
    response: ServerResponse,
    status: number,
    body: string | Uint8Array,
    headers: Record<string, string> = {},
  ): void {
    response
      .writeHead(status, { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', ...headers })
      .end(body);
  }

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const turnAway = (reason: Refusal) => {
      answer(response, refuse(reason), CLOSED_PAGE);
    };
    const foreign = gate.refuseForeign(request, false);
    if (foreign) {
      turnAway(foreign);
      return;
    }
    const url = URL.parse(request.url ?? '', gate.origin);
    if (request.method === 'GET' && url?.pathname === '/enter') {
      const session = gate.enter(url.searchParams.get('token') ?? '');
      // What follows the # stays in the browser.
      if (session) answer(response, 303, '', { 'set-cookie': session.cookie, location: `/#${session.key}` });
      else if (gate.hasSession(request)) answer(response, 303, '', { location: '/' });
      else turnAway('token');
      return;
    }
    if (!gate.hasSession(request)) {
      turnAway('session');
      return;
    }
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isOurs = isRead && url?.origin === gate.origin;
    const media = isOurs ? core.media(url.pathname, request.headers.range) : undefined;
    if (media) {
      sendMedia(response, media, request.method === 'HEAD', mediaPatienceMs);
      return;
    }
    const asset = isOurs ? assets.get(url.pathname) : undefined;
    if (asset) answer(response, 200, asset.body, { 'content-type': asset.type });
    else answer(response, 403, 'There is nothing here.\n');
  }

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const [path, key = ''] = (request.url ?? '').split('?key=');
    const foreign = gate.refuseForeign(request, true) ?? (gate.hasKey(request, key) ? undefined : 'session');
    const isFull = sockets.clients.size >= MAX_WINDOWS;
    if (foreign !== undefined || isFull || path !== '/rpc') {
      const status = foreign === undefined ? (isFull ? 429 : 403) : refuse(foreign);
      const words = status === 429 ? 'Too Many Requests' : 'Forbidden';
      // Destroyed once it is said: a peer that keeps its half open would hold the connection for ever.
      socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => {
        // A frame too large or not to be read: the socket closes, and with it the connection.
        core.count('loopback socket errors');
      });
      const calls = createBucket(5000, 1000);
      core.serve(webSocketPort(webSocket, 'client'), () => {
        if (!calls.take()) throw new AppError('rate_limited', 'Too many calls in a short time.');
      });
    });
  }

  server.on('request', onRequest);
  // Node would answer these two by itself, past the gate.
  server.on('checkContinue', onRequest);
  server.on('checkExpectation', onRequest);
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  server.on('upgrade', onUpgrade);

  return {
    port: actualPort,
    newLink: () => gate.newLink(),
    async close() {
      for (const socket of sockets.clients) socket.close(1001);
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
      setTimeout(() => {
        for (const socket of connections) socket.destroy();
      }, 200);
      await closed;
    },
  };
}
