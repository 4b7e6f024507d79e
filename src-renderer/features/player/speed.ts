/** What can be chosen; pitch is kept. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
export type Speed = (typeof speeds)[number];

/** Whatever was kept becomes a speed that can be chosen. */
export function nearestSpeed(wanted: unknown): Speed {
  const near = typeof wanted === 'number' && Number.isFinite(wanted) ? wanted : 1;
  return speeds.reduce((best, speed) => (Math.abs(speed - near) < Math.abs(best - near) ? speed : best), 1);
}
