import { wrapError, type ErrorCode, type ErrorShape } from '../rpc/errors.ts';

/** What may be gone the next time. All else fails at once: it would only fail again. */
const passing = new Set<ErrorCode>([
  'engine_crashed',
  'timed_out',
  'disk_full',
  'library_busy',
  'library_unusable',
]);
export const mayPass = ({ code }: ErrorShape) => passing.has(code);

const MAX_TAIL = 1000;
/** From the beginning of a path or an address to the end of the line: a name may hold anything. */
const paths = /(^|[^\w.])(?:[a-z]+:\/\/|[a-z]:[\\/]|~?[\\/])[^\n]*/gi;

const isPlain = (value: unknown) =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && /^[\w.-]{1,60}$/.test(value));

/** What is kept of an error, and shown: its own words, and of its details nothing that could name a file. */
export function keptError(thrown: unknown): ErrorShape {
  const { code, message, details } = wrapError(thrown);
  const kept = Object.entries(details).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'stderr' && typeof value === 'string')
      return [[name, value.replace(paths, '$1…').trim().slice(-MAX_TAIL)]];
    return isPlain(value) ? [[name, value]] : [];
  });
  return { code, message, details: Object.fromEntries(kept) };
}
