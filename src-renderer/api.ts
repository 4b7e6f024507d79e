import { contract, type Api, type MeetMemo } from '../src-main/contract/index.ts';
import { connect, type Connection } from '../src-main/rpc/connect.ts';
import { bridgePort, type Bridge } from '../src-main/rpc/bridge-port.ts';
import { webSocketPort } from '../src-main/rpc/web-socket-port.ts';

declare global {
  interface Window {
    /** `pathOf`: where a file lies that was dropped or chosen; empty where it has no path. */
    meetmemo?: Bridge & { pathOf(file: File): string };
  }
}

export type { Api };

const KEY = 'meetmemo.key';

/** The key of this session came behind the address; it is kept for the other windows and for the next load. */
function ownKey(): string {
  if (location.hash) {
    localStorage.setItem(KEY, location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
  }
  return localStorage.getItem(KEY) ?? '';
}

function openedSocket(): Promise<WebSocket> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/rpc?key=${ownKey()}`);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => {
      resolve(socket);
    });
    socket.addEventListener('close', () => {
      reject(new Error('The connection was refused.'));
    });
  });
}

/** A refused WebSocket does not say why, but a plain request to the same host does. */
async function isSessionOver(): Promise<boolean> {
  try {
    const response = await fetch('/', { method: 'HEAD', cache: 'no-store' });
    return response.status === 403 || ownKey() === '';
  } catch {
    return false;
  }
}

export function connectToCore(onSession: (over: boolean) => void): Connection<MeetMemo> {
  const { meetmemo } = window;
  if (meetmemo) return connect(contract, () => bridgePort(meetmemo));
  const open = async () => {
    try {
      const socket = await openedSocket();
      onSession(false);
      return webSocketPort(socket, 'server');
    } catch (error) {
      onSession(await isSessionOver());
      throw error;
    }
  };
  return connect(contract, open, { retryAfter: [250, 500, 1000, 2000, 5000] });
}
