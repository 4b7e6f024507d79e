import type { MeetingPatch, MeetingRow } from '../../../src-main/contract/meetings.ts';
import { sameName } from '../../../src-main/contract/common.ts';
import { holdKeys, releaseKeys } from '../../app/held-keys.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { List } from '../list/store.ts';
import { isExcluded, isNarrowed } from '../list/view.ts';
import type { OpenMeeting } from '../meeting/store.ts';
import type { Toasts } from '../toasts/store.ts';
import { inBatches } from './in-batches.ts';

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

const idsOf = (rows: readonly MeetingRow[]) => rows.map(({ id }) => id);
const among = (rows: readonly MeetingRow[], ids: readonly string[]) => {
  const left = new Set(ids);
  return rows.filter(({ id }) => left.has(id));
};

/** All that can be done to meetings, each with its way back. What is shown at once is corrected by the events. */
export function createActions({ api, list, open, toasts, newTitle, showMeeting }: Dependencies) {
  const { meetings } = api;

  async function attempt(
    about: string,
    run: () => Promise<void>,
    takeBack?: () => unknown,
  ): Promise<boolean> {
    try {
      await run();
      toasts.succeeded(about);
      return true;
    } catch (error) {
      takeBack?.();
      toasts.failed(error, about);
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
    inBatches(idsOf(rows), (ids) => meetings.updateMany({ ids, patch }));
  const trashAll = (all: readonly string[]) => inBatches(all, (ids) => meetings.trash({ ids }));
  const restoreAll = (all: readonly string[]) => inBatches(all, (ids) => meetings.restore({ ids }));

  const update = async (id: string, patch: MeetingPatch) => {
    open.follow([await open.whileSending(id, meetings.update({ id, ...patch }))]);
  };

  /** Saves what stays where it was typed until it is saved: without a connection it waits for the next one. */
  async function saveTyped(about: string, id: string, patch: MeetingPatch) {
    try {
      await update(id, patch);
      toasts.succeeded(about);
      return 'saved';
    } catch (error) {
      const { code } = wrapError(error);
      if (code === 'disconnected') return 'waiting';
      if (code === 'not_found') {
        open.leave(id);
        list.refresh();
        return 'gone';
      }
      toasts.failed(error, about);
      return 'failed';
    }
  }

  async function rename(id: string, title: string) {
    open.keepTitle(id, title);
    const { meeting } = open.store.getState();
    const before = meeting?.id === id ? meeting.title : undefined;
    const takeBack = list.foresee(id, { title });
    const outcome = await saveTyped(`title of ${id}`, id, { title });
    if (outcome === 'saved' && before !== undefined && before !== title)
      toasts.keepWayBack({ ids: [id], run: () => update(id, { title: before }) });
    if (outcome !== 'saved') takeBack();
    else if (open.store.getState().titles.get(id) === title) open.keepTitle(id, null);
  }

  async function redate(id: string, startedAt: number) {
    open.keepDate(id, startedAt);
    const outcome = await saveTyped(`facts of ${id}`, id, { startedAt });
    if (outcome !== 'waiting' && open.store.getState().dates.get(id) === startedAt) open.keepDate(id, null);
  }

  /** Tells whether that was all there is to do about it; else the tag is there to be tried again. */
  async function addTag(id: string, tag: string): Promise<boolean> {
    open.keepTag(id, tag);
    const outcome = await saveTyped(`tags of ${id}`, id, { addTags: [tag] });
    if (outcome !== 'waiting') open.dropTag(id, tag);
    return outcome !== 'failed';
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

  meetings.purged(({ ids }) => {
    toasts.forgetMeetings(ids);
  });

  return {
    create() {
      holdKeys();
      return attempt(
        'create',
        async () => {
          const { view } = list.store.getState();
          const row = await meetings.create({
            title: newTitle(),
            ...(view.kind === 'folder' && { folderId: view.id }),
            ...(view.kind === 'tag' && { tags: [view.tag] }),
          });
          if (isNarrowed(list.store.getState())) await list.widen();
          if (view.kind === 'trash') await list.openView({ kind: 'all' });
          list.arrive(row);
          showMeeting();
          open.askTitle(row.id);
          list.reveal(row.id);
        },
        releaseKeys,
      );
    },
    /** Goes to a meeting, wherever it is. */
    async show(id: string) {
      const row = await meetings.get({ id });
      const { view } = list.store.getState();
      if (isExcluded(view, row)) await list.openView({ kind: row.trashedAt === null ? 'all' : 'trash' });
      else if (isNarrowed(list.store.getState())) await list.widen();
      list.arrive(row);
      showMeeting();
      list.reveal(id);
    },
    update: (id: string, patch: MeetingPatch) => attempt(`facts of ${id}`, () => update(id, patch)),
    rename,
    redate,
    addTag,
    /** What could not be saved while the core was out of reach. */
    async saveKept() {
      const { titles, dates, tags } = open.store.getState();
      for (const [id, title] of titles) await rename(id, title);
      for (const [id, time] of dates) await redate(id, time);
      for (const [id, kept] of tags) for (const tag of kept) await addTag(id, tag);
    },
    trash(ids: readonly string[]) {
      const all = [...ids];
      const takeBack = list.drop(all);
      const undo = async (left: readonly string[]) => {
        await restoreAll(left);
        const [first] = left;
        if (first !== undefined && list.store.getState().rows.has(first)) list.reveal(first);
      };
      const said = text('done.trashed', { count: all.length });
      return attempt('trash', () => toasts.doing(said, trashAll(all), { ids: all, run: undo }), takeBack);
    },
    restore(ids: readonly string[]) {
      const all = [...ids];
      const takeBack = list.drop(all);
      const said = text('done.restored', { count: all.length });
      const wayBack = { ids: all, run: trashAll };
      return attempt('restore', () => toasts.doing(said, restoreAll(all), wayBack), takeBack);
    },
    purge(ids: readonly string[]) {
      const takeBack = list.drop(ids);
      const run = async () => {
        await inBatches(ids, (batch) => meetings.purge({ ids: batch }));
        toasts.done(text('done.purged', { count: ids.length }));
      };
      return attempt('purge', run, takeBack);
    },
    emptyTrash: () =>
      attempt('purge', async () => {
        const ids = await trashedIds();
        await inBatches(ids, (batch) => meetings.purge({ ids: batch }));
        toasts.done(text('done.purged', { count: ids.length }));
      }),
    move: (ids: readonly string[], folder: { id: string; name: string } | null) =>
      attempt('move', async () => {
        const moving = known(ids).filter((row) => row.folderId !== (folder?.id ?? null));
        const count = moving.length;
        if (count === 0) return;
        const said = folder
          ? text('done.moved', { count, folder: folder.name })
          : text('done.unfiled', { count });
        const undo = async (left: readonly string[]) => {
          const before = Map.groupBy(among(moving, left), (row) => row.folderId);
          for (const [folderId, rows] of before) await patchAll(rows, { folderId });
        };
        const work = patchAll(moving, { folderId: folder?.id ?? null });
        await toasts.doing(said, work, { ids: idsOf(moving), run: undo });
      }),
    tag: (ids: readonly string[], tag: string) =>
      attempt('tag', async () => {
        const adding = known(ids).filter((row) => !row.tags.some((own) => sameName(own) === sameName(tag)));
        const count = adding.length;
        if (count === 0) return;
        await toasts.doing(text('done.tagged', { count, tag }), patchAll(adding, { addTags: [tag] }), {
          ids: idsOf(adding),
          run: (left) => patchAll(among(adding, left), { removeTags: [tag] }),
        });
      }),
  };
}
