import { WebSocket } from 'ws';
import { contract, type MeetMemo } from '../../src-main/contract/index.ts';
import type { Core } from '../../src-main/core/create-core.ts';
import { startLoopback } from '../../src-main/hosts/loopback/server.ts';
import { connect, type Connection, type ConnectOptions } from '../../src-main/rpc/connect.ts';
import { webSocketPort } from '../../src-main/rpc/web-socket-port.ts';

/** What a one-time link gives: a cookie to the browser, a key to the page. */
export interface Session {
  cookie: string;
  key: string;
}

/** Follows a one-time link. */
export async function enter(link: string): Promise<Session> {
  const response = await fetch(link, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  const [, key] = (response.headers.get('location') ?? '').split('#');
  if (response.status !== 303 || cookie === undefined || key === undefined)
    throw new Error(`No entry: ${String(response.status)}`);
  return { cookie, key };
}

export function openSocket(origin: string, { cookie, key }: Session): Promise<WebSocket> {
  const url = `${origin.replace('http', 'ws')}/rpc?key=${key}`;
  const socket = new WebSocket(url, { headers: { cookie, origin } });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

export function connectSocket(
  origin: string,
  session: Session,
  options?: ConnectOptions,
): Connection<MeetMemo> {
  return connect(contract, async () => webSocketPort(await openSocket(origin, session), 'server'), options);
}

/** The core over real HTTP and WebSocket, with as many clients as asked for. */
export async function serveOverLoopback(core: Core, clients = 1) {
  const assets = new Map([['/', { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html' }]]);
  const server = await startLoopback(core, assets, 0);
  const link = server.newLink();
  const { origin } = new URL(link);
  const session = await enter(link);
  const connections = Array.from({ length: clients }, () => connectSocket(origin, session));
  return {
    server,
    origin,
    session,
    connections,
    close: async () => {
      for (const connection of connections) connection.close();
      await server.close();
    },
  };
}
