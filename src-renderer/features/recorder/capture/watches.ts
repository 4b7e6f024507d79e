/** Below a thousandth of full scale: a microphone that is switched off, not a quiet room. */
const SILENCE = 0.001;
const SILENT_AFTER_MS = 15_000;
/** Sound comes five times a second; a stop of so long is a machine that slept. */
const GAP_MS = 2000;

/** Tells which tracks have given nothing for a while. */
export function createSilenceWatch(count: number, limitMs = SILENT_AFTER_MS) {
  const quiet = new Array<number>(count).fill(0);
  return {
    push(peaks: readonly number[], ms: number): boolean[] {
      return quiet.map((before, index) => {
        const now = (peaks[index] ?? 0) < SILENCE ? before + ms : 0;
        quiet[index] = now;
        return now >= limitMs;
      });
    },
    reset(): void {
      quiet.fill(0);
    },
  };
}

/** Finds time that went by without sound, by the clock on the wall: the machine's own stops while it sleeps. */
export function createGapWatch() {
  let last: number | undefined;
  return {
    /** Milliseconds that are missing before this chunk. */
    push(at: number, ms: number): number {
      const gap = last === undefined ? 0 : at - last - ms;
      last = at;
      return gap > GAP_MS ? gap : 0;
    },
    reset(): void {
      last = undefined;
    },
  };
}
