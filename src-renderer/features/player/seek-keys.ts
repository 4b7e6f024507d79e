/** What the arrows do, and what the buttons and J and L do. */
export const STEP_MS = 5_000;
export const JUMP_MS = 10_000;
const PAGE_MS = 60_000;

/** Where a key leads from here; null: a key that means nothing to a slider. */
export function seekKeys(
  { key, ctrlKey, metaKey, altKey }: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  ms: number,
  durationMs: number,
): number | null {
  if (ctrlKey || metaKey || altKey) return null;
  const targets: Record<string, number | undefined> = {
    ArrowLeft: ms - STEP_MS,
    ArrowDown: ms - STEP_MS,
    ArrowRight: ms + STEP_MS,
    ArrowUp: ms + STEP_MS,
    PageDown: ms - PAGE_MS,
    PageUp: ms + PAGE_MS,
    Home: 0,
    End: durationMs,
  };
  const target = targets[key];
  return target === undefined ? null : Math.min(durationMs, Math.max(0, target));
}
