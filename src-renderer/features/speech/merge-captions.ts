import type { Caption } from '../../../src-main/contract/speech.ts';

/** More than is shown is of no use: the final pass replaces all of them. */
const KEPT = 20;

/** What was said before stays; what the newer lines speak about anew is replaced by them. */
export function mergeCaptions(before: readonly Caption[], now: readonly Caption[]): Caption[] {
  const from = now[0]?.startMs ?? Infinity;
  const settled = before.filter(({ isFinal, startMs }) => isFinal && startMs < from);
  return [...settled, ...now].slice(-KEPT);
}
