import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request was turned away; a fixed word each, fit for the log. */
export type Refusal = 'host' | 'origin' | 'site' | 'token' | 'session';

const newSecret = () => randomBytes(32).toString('base64url');

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Decides who may come in: a link that works once becomes a cookie that no script can read and no other site can send. */
export function createGate(port: number) {
  const host = `127.0.0.1:${String(port)}`;
  const origin = `http://${host}`;
  // Cookies know no ports, so the name does.
  const cookieName = `meetmemo_${String(port)}`;
  const sessions = new Set<string>();
  let token = '';

  const hasSession = (request: IncomingMessage): boolean => {
    const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
    const values = cookies.filter((part) => part.startsWith(`${cookieName}=`));
    return values.some((part) =>
      [...sessions].some((known) => equal(known, part.slice(cookieName.length + 1))),
    );
  };

  return {
    origin,
    /** A new link; the one before stops working. */
    newLink(): string {
      token = newSecret();
      return `${origin}/enter?token=${token}`;
    },
    hasSession,
    /** Every request must come to our own address, and not from another site's page. */
    refuseForeign(request: IncomingMessage, isSocket: boolean): Refusal | undefined {
      if (request.headers.host !== host) return 'host';
      const from = request.headers.origin;
      if (isSocket ? from !== origin : from !== undefined && from !== origin) return 'origin';
      // Browsers tell where a request comes from; a link in another page is none of ours.
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'site';
      return undefined;
    },
    /** The cookie to set, if the token is the current one. It is used up by this. */
    enter(given: string): string | undefined {
      if (token === '' || !equal(given, token)) return undefined;
      token = '';
      const session = newSecret();
      sessions.add(session);
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
  };
}
