import type { MeetingPatch, MeetingRow } from '../../../src-main/contract/meetings.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { List } from '../list/store.ts';
import type { OpenMeeting } from '../meeting/store.ts';
import type { Toasts } from '../toasts/store.ts';

interface Dependencies {
  api: Api;
  list: List;
  open: OpenMeeting;
  toasts: Toasts;
  newTitle: () => string;
  /** Brings the open meeting to the front where only one column is seen. */
  showMeeting: () => void;
}

const PAGE = 500;
/** Small enough that neither the core nor the window stops for an answer's sake. */
const BATCH = 1000;

/** All that can be done to meetings, each with its way back. What is shown at once is corrected by the events. */
export function createActions({ api, list, open, toasts, newTitle, showMeeting }: Dependencies) {
  const { meetings } = api;

  async function inBatches<T>(ids: readonly string[], run: (batch: string[]) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let at = 0; at < ids.length; at += BATCH) results.push(await run(ids.slice(at, at + BATCH)));
    return results;
  }
  async function attempt(run: () => Promise<void>, takeBack?: () => void): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      takeBack?.();
      toasts.failed(error);
      list.refresh();
      void open.reload();
      return false;
    }
  }
  const known = (ids: readonly string[]) => {
    const { rows } = list.store.getState();
    return ids.map((id) => rows.get(id)).filter((row): row is MeetingRow => row !== undefined);
  };
  const patchAll = (rows: readonly MeetingRow[], patch: MeetingPatch) =>
    inBatches(
      rows.map(({ id }) => id),
      (ids) => meetings.updateMany({ ids, patch }),
    );
  const trashAll = (all: readonly string[]) => inBatches(all, (ids) => meetings.trash({ ids }));
  const restoreAll = (all: readonly string[]) => inBatches(all, (ids) => meetings.restore({ ids }));

  /** Until it is saved, the title stays where it was typed. */
  function rename(id: string, title: string) {
    open.keepTitle(id, title);
    const forgetIfGone = (error: unknown) => {
      const isSeen = open.store.getState().id === id;
      if (wrapError(error).code === 'not_found' && !isSeen) open.keepTitle(id, null);
      throw error;
    };
    const takeBack = list.foresee(id, { title });
    return attempt(async () => {
      open.follow([await meetings.update({ id, title }).catch(forgetIfGone)]);
      if (open.store.getState().titles.get(id) === title) open.keepTitle(id, null);
    }, takeBack);
  }

  async function trashedIds(): Promise<string[]> {
    const ids: string[] = [];
    let next: string | null = null;
    do {
      const more: { cursor?: string } = next === null ? {} : { cursor: next };
      const page = await meetings.list({ filter: { trashed: true }, limit: PAGE, ...more });
      ids.push(...page.items.map(({ id }) => id));
      next = page.next;
    } while (next !== null);
    return ids;
  }

  return {
    create: () =>
      attempt(async () => {
        const { view } = list.store.getState();
        const row = await meetings.create({
          title: newTitle(),
          ...(view.kind === 'folder' && { folderId: view.id }),
          ...(view.kind === 'tag' && { tags: [view.tag] }),
        });
        if (list.store.getState().text !== '') await list.search('');
        if (view.kind === 'trash') await list.openView({ kind: 'all' });
        list.arrive(row);
        showMeeting();
        open.askTitle(row.id);
        list.reveal(row.id);
      }),
    update: (id: string, patch: MeetingPatch) =>
      attempt(async () => {
        open.follow([await meetings.update({ id, ...patch })]);
      }),
    rename,
    /** Titles that could not be saved while the core was out of reach. */
    async saveTitles() {
      for (const [id, title] of open.store.getState().titles) await rename(id, title);
    },
    trash(ids: readonly string[]) {
      const all = [...ids];
      const takeBack = list.drop(all);
      return attempt(
        () =>
          toasts.doing(text('done.trashed', { count: all.length }), trashAll(all), async () => {
            await restoreAll(all);
            const [first] = all;
            if (first !== undefined && list.store.getState().rows.has(first)) list.reveal(first);
          }),
        takeBack,
      );
    },
    restore(ids: readonly string[]) {
      const all = [...ids];
      const takeBack = list.drop(all);
      return attempt(
        () =>
          toasts.doing(text('done.restored', { count: all.length }), restoreAll(all), () => trashAll(all)),
        takeBack,
      );
    },
    purge(ids: readonly string[]) {
      const takeBack = list.drop(ids);
      return attempt(async () => {
        await inBatches(ids, (batch) => meetings.purge({ ids: batch }));
        toasts.done(text('done.purged', { count: ids.length }));
      }, takeBack);
    },
    emptyTrash: () =>
      attempt(async () => {
        const ids = await trashedIds();
        await inBatches(ids, (batch) => meetings.purge({ ids: batch }));
        toasts.done(text('done.purged', { count: ids.length }));
      }),
    move: (ids: readonly string[], folder: { id: string; name: string } | null) =>
      attempt(async () => {
        const moving = known(ids).filter((row) => row.folderId !== (folder?.id ?? null));
        const count = moving.length;
        if (count === 0) return;
        const said = folder
          ? text('done.moved', { count, folder: folder.name })
          : text('done.unfiled', { count });
        await toasts.doing(said, patchAll(moving, { folderId: folder?.id ?? null }), async () => {
          const before = Map.groupBy(moving, (row) => row.folderId);
          for (const [folderId, rows] of before) await patchAll(rows, { folderId });
        });
      }),
    tag: (ids: readonly string[], tag: string) =>
      attempt(async () => {
        const adding = known(ids).filter((row) => !row.tags.includes(tag));
        const count = adding.length;
        if (count === 0) return;
        await toasts.doing(text('done.tagged', { count, tag }), patchAll(adding, { addTags: [tag] }), () =>
          patchAll(adding, { removeTags: [tag] }),
        );
      }),
  };
}
