import type { Segment } from '../../../src-main/contract/transcripts.ts';
import type { Api } from '../../api.ts';

const PAGE = 1000;

/** With these added or replaced, in the order of time. */
export function withSegments(before: readonly Segment[], added: readonly Segment[]): readonly Segment[] {
  if (added.length === 0) return before;
  const ids = new Set(added.map(({ id }) => id));
  const all = [...before.filter(({ id }) => !ids.has(id)), ...added];
  const isInOrder = (before.at(-1)?.startMs ?? 0) <= (added[0]?.startMs ?? 0);
  return isInOrder ? all : all.sort((one, other) => one.startMs - other.startMs);
}

/** Page after page, each told as soon as it is there: the first words are seen before the last are read. */
export async function readSegments(
  api: Api,
  id: string,
  signal: AbortSignal,
  onRead: (segments: readonly Segment[]) => void,
): Promise<void> {
  let from = 0;
  for (;;) {
    const { segments, total } = await api.transcripts.segments({ id, from, limit: PAGE }, { signal });
    if (signal.aborted) return;
    onRead(segments);
    from += segments.length;
    if (segments.length === 0 || from >= total) return;
  }
}
