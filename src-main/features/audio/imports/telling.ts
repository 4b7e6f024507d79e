const EVERY_MS = 60;

/** Gathers what has changed and tells it a few times a second: ten thousand changes at once are one message. */
export function createTelling<T>(tell: (changed: T[]) => void) {
  const changed = new Set<T>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const all = [...changed];
    changed.clear();
    if (all.length > 0) tell(all);
  }

  return {
    add(value: T): void {
      changed.add(value);
      timer ??= setTimeout(flush, EVERY_MS);
    },
    drop(value: T): void {
      changed.delete(value);
    },
    flush,
  };
}
