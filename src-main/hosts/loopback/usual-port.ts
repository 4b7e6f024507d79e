import { createHash } from 'node:crypto';

const FIRST = 20_000;
/** Systems hand out the ports from 32768 on to outgoing connections. */
const COUNT = 12_000;

/** The same port for the same library each time, so that a window left open finds its server again. */
export function usualPort(home: string): number {
  return FIRST + (createHash('sha256').update(home).digest().readUInt32BE(0) % COUNT);
}
