import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request was turned away; a fixed word each, fit for the log. */
export type Refusal = 'host' | 'origin' | 'site' | 'token' | 'session';

const newSecret = () => randomBytes(32).toString('base64url');

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Decides who may come in: a link that works once becomes a cookie that no script can read and no other site can send.
 * Browsers send it to every port of this machine, though, so that another's server may come to hold it. A key that only
 * our own page has, since storage does know ports, must be beside it wherever there is something of the library to get.
 */
export function createGate(port: number) {
  const host = `127.0.0.1:${String(port)}`;
  const origin = `http://${host}`;
  // Cookies know no ports, so the name does.
  const cookieName = `meetmemo_${String(port)}`;
  /** Each session's key, by its cookie. */
  const sessions = new Map<string, string>();
  let token = '';

  const sessionsOf = (request: IncomingMessage): string[] => {
    const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
    const values = cookies.filter((part) => part.startsWith(`${cookieName}=`));
    return [...sessions.keys()].filter((known) =>
      values.some((part) => equal(known, part.slice(cookieName.length + 1))),
    );
  };

  return {
    origin,
    /** A new link; the one before stops working. */
    newLink(): string {
      token = newSecret();
      return `${origin}/enter?token=${token}`;
    },
    hasSession: (request: IncomingMessage) => sessionsOf(request).length > 0,
    hasKey: (request: IncomingMessage, key: string) =>
      sessionsOf(request).some((session) => equal(sessions.get(session) ?? '', key)),
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
    /** A session, if the token is the current one. It is used up by this. */
    enter(given: string): { cookie: string; key: string } | undefined {
      if (token === '' || !equal(given, token)) return undefined;
      token = '';
      const [session, key] = [newSecret(), newSecret()];
      sessions.set(session, key);
      return { cookie: `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`, key };
    },
  };
}
