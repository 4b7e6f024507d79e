import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportItem } from '../../src-main/contract/imports.ts';
import type { Api } from '../../src-main/contract/index.ts';
import { until } from './until.ts';

const ended = new Set<ImportItem['state']>(['done', 'duplicate', 'failed', 'cancelled']);

/** Waits until nothing in the list is under way, and returns what became of these. */
export async function settled(api: Api, added: readonly ImportItem[]): Promise<ImportItem[]> {
  const ids = new Set(added.map(({ id }) => id));
  return until('all imports ended', async () => {
    const { items } = await api.imports.list();
    const own = items.filter(({ id }) => ids.has(id));
    return own.every(({ state }) => ended.has(state)) && own;
  });
}

export async function importPaths(
  api: Api,
  paths: string[],
  options: { folderId?: string; again?: boolean } = {},
): Promise<ImportItem[]> {
  const { items } = await api.imports.addPaths({ paths, ...options });
  return settled(api, items);
}

/** One file; fails the test where it was not imported. */
export async function importOne(api: Api, path: string): Promise<string> {
  const [item] = await importPaths(api, [path]);
  if (item?.meetingId == null || item.state !== 'done')
    throw new Error(`Not imported: ${JSON.stringify(item)}`);
  return item.meetingId;
}

export const codesOf = (items: readonly ImportItem[]) =>
  items.map(({ state, error }) => (error ? error.code : state));

/** What lies in the media folder, whatever its name. */
export function mediaIn(home: string): string[] {
  const folder = join(home, 'media');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

export async function meetingIds(api: Api): Promise<string[]> {
  const ids: string[] = [];
  for (const trashed of [false, true]) {
    let cursor: string | null = null;
    do {
      const more: { cursor?: string } = cursor === null ? {} : { cursor };
      const page = await api.meetings.list({ filter: { trashed }, limit: 500, ...more });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
  }
  return ids.sort();
}
