import type { Segment } from '../../../src-main/contract/transcripts.ts';
import type { Api } from '../../api.ts';
import { lastBegun } from './paragraphs.ts';

const PAGE = 1000;

/** With these added or replaced and those removed, in the order of time. */
export function withSegments(
  before: readonly Segment[],
  put: readonly Segment[],
  removed: readonly string[] = [],
): readonly Segment[] {
  if (put.length + removed.length === 0) return before;
  const gone = new Set(removed);
  const fresh = new Map(put.map((segment) => [segment.id, segment]));
  const all: Segment[] = [];
  for (const segment of before) {
    if (gone.has(segment.id)) continue;
    all.push(fresh.get(segment.id) ?? segment);
    fresh.delete(segment.id);
  }
  for (const segment of fresh.values()) {
    const isLast = (all.at(-1)?.startMs ?? 0) <= segment.startMs;
    all.splice(isLast ? all.length : lastBegun(all, segment.startMs) + 1, 0, segment);
  }
  const isInOrder = all.every(({ startMs }, at) => startMs >= (all[at - 1]?.startMs ?? 0));
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
