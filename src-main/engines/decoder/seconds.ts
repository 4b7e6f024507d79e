import type { Native } from './native.ts';

/** FFmpeg's times may be unknown, and those of a damaged file anything. */
export function secondsOf(
  native: Native,
  time: bigint,
  { num, den }: { num: number; den: number },
): number | null {
  if (time === native.AV_NOPTS_VALUE || den <= 0) return null;
  return (Number(time) * num) / den;
}
