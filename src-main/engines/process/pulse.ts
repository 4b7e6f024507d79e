const BEAT_MS = 1000;
/** Of processor time in a beat. A process that only waits takes half a millisecond. */
const AT_WORK_MICROSECONDS = 2000;

/** Says every second that this process is at work, if it is: that it calculates, or gets something from a disk. */
export function startPulse(beat: () => void): void {
  let before = process.resourceUsage();
  setInterval(() => {
    const now = process.resourceUsage();
    const calculated = now.userCPUTime + now.systemCPUTime - before.userCPUTime - before.systemCPUTime;
    if (calculated >= AT_WORK_MICROSECONDS || now.fsRead > before.fsRead) beat();
    before = now;
  }, BEAT_MS).unref();
}
