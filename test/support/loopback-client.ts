import { WebSocket } from 'ws';
import { contract, type MeetMemo } from '../../src-main/contract/index.ts';
import type { Core } from '../../src-main/core/create-core.ts';
import { startLoopback } from '../../src-main/hosts/loopback/server.ts';
import { connect, type Connection, type ConnectOptions } from '../../src-main/rpc/connect.ts';
import { webSocketPort } from '../../src-main/rpc/web-socket-port.ts';

/** Follows a one-time link and returns the cookie it gives. */
export async function enter(link: string): Promise<string> {
  const response = await fetch(link, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 303 || cookie === undefined)
    throw new Error(`No entry: ${String(response.status)}`);
  return cookie;
}

export function openSocket(origin: string, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

export function connectSocket(
  origin: string,
  cookie: string,
  options?: ConnectOptions,
): Connection<MeetMemo> {
  return connect(contract, async () => webSocketPort(await openSocket(origin, cookie)), options);
}

/** The core over real HTTP and WebSocket, with as many clients as asked for. */
export async function serveOverLoopback(core: Core, clients = 1) {
  const assets = new Map([['/', { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html' }]]);
  const server = await startLoopback(core, assets, 0);
  const link = server.newLink();
  const { origin } = new URL(link);
  const cookie = await enter(link);
  const connections = Array.from({ length: clients }, () => connectSocket(origin, cookie));
  return {
    server,
    origin,
    cookie,
    connections,
    close: async () => {
      for (const connection of connections) connection.close();
      await server.close();
    },
  };
}
