import type { DownloadFailure } from '../../contract/failures.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Attempt } from './network.ts';

export const refused = (
  reason: DownloadFailure,
  message: string,
  { cause, ...details }: { cause?: unknown; status?: number } = {},
) => new AppError('network_failed', message, { reason, ...details }, { cause });

/** What may pass by itself, so that it is worth another try. */
export class Interrupted extends Error {
  readonly problem: AppError;
  constructor(...why: Parameters<typeof refused>) {
    super(why[1]);
    this.problem = refused(...why);
  }
}

const OFFLINE = 'The connection failed. Is this machine online?';
const MAX_REDIRECTS = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
const LOOPBACK = /^(127\.0\.0\.1|\[::1\])$/;

const isLoopback = ({ protocol, hostname }: URL) => protocol === 'http:' && LOOPBACK.test(hostname);

/** Encrypted, or never off this machine. From the network no address may lead to this machine either. */
const isAllowed = (from: URL, to: URL) => to.protocol === 'https:' || (isLoopback(from) && isLoopback(to));

function targetOf(response: Response, from: URL): URL {
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (target && isAllowed(from, target)) return target;
  throw refused('elsewhere', 'The server sends us on to an address that MeetMemo does not follow.');
}

/** What the network throws is no defect of ours; what the signal throws is passed on as it is. */
export async function online<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  reason: DownloadFailure,
  message: string,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    signal.throwIfAborted();
    throw new Interrupted(reason, message, { cause });
  }
}

/**
 * Asks for a file and follows where it is sent. Each host that is asked is one attempt, begun before it hears of us; the
 * one whose answer is returned is for the caller to end.
 */
export async function ask(
  source: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  begin: (host: string) => Attempt,
): Promise<{ response: Response; attempt: Attempt }> {
  let url = new URL(source);
  if (!isAllowed(url, url)) throw refused('elsewhere', 'The address of this model is not an encrypted one.');
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const attempt = begin(url.host);
    try {
      const options = { headers, signal, redirect: 'manual', credentials: 'omit' } as const;
      const { href } = url;
      const response = await online(signal, () => fetch(href, options), 'unreachable', OFFLINE);
      if (!redirects.has(response.status)) return { response, attempt };
      await response.body?.cancel();
      url = targetOf(response, url);
      attempt.end('done', 0);
    } catch (error) {
      attempt.end(error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'failed', 0);
      throw error;
    }
  }
  throw refused('elsewhere', 'The server sends us on and on.');
}
