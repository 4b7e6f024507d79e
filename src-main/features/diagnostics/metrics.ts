import type { CounterName } from '../../contract/diagnostics.ts';

const KEPT = 1000;

interface Samples {
  ms: number[];
  count: number;
  errors: number;
}

export interface Metrics {
  count(name: CounterName): void;
  time(name: string, ms: number, failed: boolean): void;
  counters(): { name: CounterName; value: number }[];
  timings(): { name: string; count: number; errors: number; p50: number; p95: number; max: number }[];
}

const round = (ms: number) => Math.round(ms * 1000) / 1000;

export function createMetrics(): Metrics {
  const counters = new Map<CounterName, number>();
  const timings = new Map<string, Samples>();
  return {
    count: (name) => counters.set(name, (counters.get(name) ?? 0) + 1),
    time(name, ms, failed) {
      const own = timings.get(name) ?? { ms: [], count: 0, errors: 0 };
      timings.set(name, own);
      // A ring: the newest sample takes the oldest one's place.
      own.ms[own.count % KEPT] = ms;
      own.count += 1;
      if (failed) own.errors += 1;
    },
    counters: () =>
      [...counters].map(([name, value]) => ({ name, value })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    timings: () =>
      [...timings]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { ms, count, errors }]) => {
          const sorted = ms.toSorted((a, b) => a - b);
          const at = (share: number) => round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
          return { name, count, errors, p50: at(0.5), p95: at(0.95), max: at(1) };
        }),
  };
}
