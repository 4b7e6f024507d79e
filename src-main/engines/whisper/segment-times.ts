interface Span {
  startMs: number;
  endMs: number;
}

/** What a segment gets that has no time of its own: no more, or its neighbours' words would be far from where they are. */
const SHARE_MS = 1000;

/**
 * Engines now and then give a sentence a start and an end that are the same. It gets the pause after it, or else an
 * equal share of the next one's time, or at the end of the sound of the one's before it.
 */
export function shareTime(spans: readonly Span[], soundMs: number): Span[] {
  const shared = spans.map(({ startMs, endMs }) => ({ startMs, endMs }));
  for (let first = 0, next = 0; first < shared.length; first = next = Math.max(next, first + 1)) {
    const startMs = shared[first]?.startMs ?? 0;
    while (shared[next]?.startMs === startMs && shared[next]?.endMs === startMs) next += 1;
    const empty = shared.slice(first, next);
    if (empty.length === 0) continue;
    const before = shared[first - 1];
    const after = shared[next];
    const most = (roomMs: number) => Math.min(empty.length * SHARE_MS, roomMs);
    const equal = (ms: number) => (ms * empty.length) / (empty.length + 1);
    const pauseMs = (after?.startMs ?? soundMs) - startMs;
    if (pauseMs > 0) divide(empty, startMs, startMs + most(pauseMs));
    else if (after) {
      divide(empty, startMs, startMs + most(equal(after.endMs - startMs)));
      after.startMs = empty.at(-1)?.endMs ?? startMs;
    } else if (before) {
      divide(empty, startMs - most(equal(startMs - before.startMs)), startMs);
      before.endMs = Math.min(before.endMs, empty[0]?.startMs ?? startMs);
    }
  }
  return shared;
}

function divide(spans: readonly Span[], startMs: number, endMs: number): void {
  const at = (index: number) => Math.round(startMs + ((endMs - startMs) * index) / spans.length);
  for (const [index, span] of spans.entries())
    Object.assign(span, { startMs: at(index), endMs: at(index + 1) });
}
