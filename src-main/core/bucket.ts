/** Lets `size` through at once and `perSecond` in the long run. */
export function createBucket(size: number, perSecond: number, now: () => number = () => performance.now()) {
  let left = size;
  let since = now();
  return {
    take(): boolean {
      const time = now();
      left = Math.min(size, left + ((time - since) / 1000) * perSecond);
      since = time;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
