/** Gathers what has changed, and tells it at once after a calm, and else a few times a second. */
export function createTelling(tell: (ids: string[]) => void, everyMs: number) {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    if (changed.size === 0) return;
    const ids = [...changed];
    changed.clear();
    timer = setTimeout(flush, everyMs);
    tell(ids);
  }

  return {
    add(ids: readonly string[]): void {
      for (const id of ids) changed.add(id);
      // Not within the call, which may be part of a transaction.
      timer ??= setTimeout(flush, 0);
    },
    close(): void {
      clearTimeout(timer);
      flush();
      clearTimeout(timer);
    },
  };
}
