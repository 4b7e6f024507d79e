import { hasEnded, type ImportItem } from '../../../src-main/contract/imports.ts';

export type Items = ReadonlyMap<string, ImportItem>;

/** What one opens the list for: what is at work, and afterwards what failed. */
export function firstOfInterest(items: readonly Pick<ImportItem, 'state'>[]): number {
  const atWork = items.findIndex((item) => !hasEnded(item));
  return atWork >= 0 ? atWork : items.findIndex(({ state }) => state === 'failed');
}

export interface Summary {
  total: number;
  /** Under way or waiting. */
  open: number;
  done: number;
  duplicates: number;
  failed: number;
  /** Of all bytes, from 0 to 1. */
  share: number;
  /** The place of the file at work among all of them, from 1. */
  place: number;
}

/** Bytes are sent (by a browser), copied and read: each passes over the whole file once. */
function shareOf({ state, isSent, bytes, bytesDone }: ImportItem): number {
  const passes = isSent ? 3 : 2;
  const part = bytes > 0 ? Math.min(1, bytesDone / bytes) : 0;
  switch (state) {
    case 'waiting':
      return 0;
    case 'uploading':
      return part / passes;
    case 'copying':
      return (passes - 2 + part) / passes;
    case 'reading':
      return (passes - 1 + part) / passes;
    case 'converting':
    case 'done':
    case 'duplicate':
    case 'failed':
    case 'cancelled':
      return 1;
  }
}

export function summarise(items: Items): Summary {
  const count = { done: 0, duplicate: 0, failed: 0, cancelled: 0 };
  let [weight, finished, open] = [0, 0, 0];
  for (const item of items.values()) {
    // An empty file counts for something too.
    const own = item.bytes + 1;
    weight += own;
    finished += own * shareOf(item);
    if (hasEnded(item)) count[item.state as keyof typeof count] += 1;
    else open += 1;
  }
  return {
    total: items.size,
    open,
    done: count.done,
    duplicates: count.duplicate,
    failed: count.failed,
    share: weight === 0 ? 0 : finished / weight,
    place: Math.min(items.size, items.size - open + 1),
  };
}
