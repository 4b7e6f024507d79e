export interface Spread {
  p50: number;
  p95: number;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function spread(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95) };
}

/** Runs each in turn, so that a change in the machine's speed meets all alike. Milliseconds. */
export async function inTurn<Name extends string>(
  rounds: number,
  bodies: Record<Name, () => unknown>,
): Promise<Record<Name, Spread>> {
  const names = Object.keys(bodies) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -3; round < rounds; round += 1) {
    for (const name of names) {
      const started = performance.now();
      await bodies[name]();
      // The first rounds warm up caches and compilers.
      if (round >= 0) samples.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, spread(samples.get(name) ?? [])])) as Record<
    Name,
    Spread
  >;
}

export interface Figure {
  name: string;
  ours: Spread;
  against: string;
  theirs: Spread;
  /** The most that the 95th percentile may be, in milliseconds. */
  bar?: number;
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

export function report(figures: readonly Figure[]): boolean {
  let met = true;
  for (const { name, ours, against, theirs, bar } of figures) {
    const verdict = bar === undefined ? '' : ours.p95 < bar ? `bar ${bar} ms: met` : `bar ${bar} ms: NOT MET`;
    if (bar !== undefined && ours.p95 >= bar) met = false;
    const ratio = (ours.p50 / theirs.p50).toFixed(2);
    console.log(`${name}\n  p50 ${ms(ours.p50)}  p95 ${ms(ours.p95)}  ${verdict}`);
    console.log(`  ${ratio} × ${against} (p50 ${ms(theirs.p50)}  p95 ${ms(theirs.p95)})\n`);
  }
  return met;
}

/** Something that was measured once, and the most that it may be. */
export interface Limit {
  name: string;
  value: number;
  unit: string;
  bar?: number;
}

export function reportLimits(limits: readonly Limit[]): boolean {
  for (const { name, value, unit, bar } of limits) {
    const verdict = bar === undefined ? '' : `bar ${bar} ${unit}: ${value < bar ? 'met' : 'NOT MET'}`;
    console.log(`${name}\n  ${value.toFixed(value < 10 ? 2 : 0)} ${unit}  ${verdict}\n`);
  }
  return limits.every(({ value, bar }) => bar === undefined || value < bar);
}
