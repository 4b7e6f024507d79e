const PAUSE_MS = 400;
/** Whoever types on without a pause is not to lose more than this. */
const LONGEST_MS = 2000;

/** When what is typed is saved. */
export function createSavingTimer(save: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When what was typed first must be on its way; null: nothing waits. */
  let dueAt: number | null = null;
  const stop = () => {
    clearTimeout(timer);
    dueAt = null;
  };
  const after = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };
  return {
    after,
    stop,
    typed(): void {
      dueAt ??= Date.now() + LONGEST_MS;
      after(Math.min(PAUSE_MS, dueAt - Date.now()));
    },
  };
}
