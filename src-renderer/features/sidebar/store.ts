import { createStore } from 'zustand';
import type { Folder } from '../../../src-main/contract/folders.ts';
import type { SavedSearch } from '../../../src-main/contract/searches.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import { text, type Text } from '../../i18n/translate.ts';
import type { Api } from '../../api.ts';
import { inBatches } from '../meetings/in-batches.ts';
import type { Toasts } from '../toasts/store.ts';

export interface SidebarState {
  isLoaded: boolean;
  folders: readonly (Folder & { count: number })[];
  tags: readonly { tag: string; count: number }[];
  searches: readonly SavedSearch[];
  all: number;
  trash: number;
  /** What the foot of the sidebar says about the engine and whatever is not ready. */
  engine: { isReady: boolean; device: string | undefined } | null;
  isTroubled: boolean;
}

type Query = Pick<SavedSearch, 'text' | 'filter'>;

const SETTLE_MS = 150;
const PAGE = 500;

export function createSidebar(api: Api, toasts: Toasts) {
  const store = createStore<SidebarState>(() => ({
    isLoaded: false,
    folders: [],
    tags: [],
    searches: [],
    all: 0,
    trash: 0,
    engine: null,
    isTroubled: false,
  }));
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** After a loss the banner speaks, and everything is read again. */
  const unlessLost = (error: unknown) => {
    if (wrapError(error).code !== 'disconnected') toasts.failed(error, 'sidebar');
  };

  async function load() {
    try {
      const [{ folders }, { tags }, { searches }, all, trash] = await Promise.all([
        api.folders.list(),
        api.meetings.tags(),
        api.searches.list(),
        api.meetings.count({}),
        api.meetings.count({ filter: { trashed: true } }),
      ]);
      store.setState({ folders, tags, searches, all: all.count, trash: trash.count, isLoaded: true });
      toasts.succeeded('sidebar');
    } catch (error) {
      unlessLost(error);
    }
  }

  async function loadReadiness() {
    const { parts } = await api.diagnostics.readiness();
    const engine = parts.find(({ part }) => part === 'engine');
    const isTroubled = parts.some(({ part, ready }) => part !== 'engine' && !ready);
    store.setState({
      engine: engine ? { isReady: engine.ready, device: engine.values.device } : null,
      isTroubled,
    });
  }

  const refresh = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, SETTLE_MS);
  };
  const { meetings, folders, searches } = api;
  for (const happened of [meetings.created, meetings.updated, meetings.trashed, meetings.restored]) {
    happened(refresh);
  }
  meetings.purged(refresh);
  for (const happened of [folders.created, folders.renamed, folders.removed]) happened(refresh);
  for (const happened of [searches.created, searches.changed, searches.removed]) happened(refresh);

  async function idsIn(folderId: string): Promise<string[]> {
    const found: string[] = [];
    for (const trashed of [false, true]) {
      let cursor: string | null = null;
      do {
        const more: { cursor?: string } = cursor === null ? {} : { cursor };
        const page = await meetings.list({ filter: { folderId, trashed }, limit: PAGE, ...more });
        found.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== null);
    }
    return found;
  }

  /** What a name field says about a name that won't do. */
  const named = async (naming: Promise<unknown>): Promise<Text | null> => {
    try {
      await naming;
      return null;
    } catch (error) {
      return text(`error.${wrapError(error).code}`);
    }
  };

  return {
    store,
    /** Its id, or what is wrong with the name. */
    async saveSearch(name: string, query: Query): Promise<{ id: string } | { problem: Text }> {
      try {
        const made = await searches.create({ name, ...query });
        store.setState((state) => ({ searches: [...state.searches, made] }));
        return made;
      } catch (error) {
        return { problem: text(`error.${wrapError(error).code}`) };
      }
    },
    changeSearch: (id: string, query: Query) =>
      toasts.attempt('searches', () => searches.change({ id, ...query })),
    renameSearch: (id: string, name: string) => named(searches.rename({ id, name })),
    removeSearch: (search: SavedSearch) =>
      toasts.attempt('searches', async () => {
        const { id, name, text: looked, filter } = search;
        const undo = () => searches.create({ name, text: looked, filter });
        const said = text('done.searchRemoved', { name });
        await toasts.doing(said, searches.remove({ id }), { ids: [], outlivesThem: true, run: undo });
      }),
    load: () => Promise.all([load(), loadReadiness().catch(unlessLost)]),
    createFolder: (name: string) => named(folders.create({ name })),
    renameFolder: (id: string, name: string) => named(folders.rename({ id, name })),
    async removeFolder(id: string) {
      try {
        const ids = await idsIn(id);
        const name = store.getState().folders.find((folder) => folder.id === id)?.name ?? '';
        let again: Folder | undefined;
        const undo = async (left: readonly string[]) => {
          again ??= await folders.create({ name });
          const folderId = again.id;
          await inBatches(left, (batch) => meetings.updateMany({ ids: batch, patch: { folderId } }));
        };
        const said = text('done.folderRemoved', { name });
        await toasts.doing(said, folders.remove({ id }), { ids, outlivesThem: true, run: undo });
        toasts.succeeded('removeFolder');
      } catch (error) {
        toasts.failed(error, 'removeFolder');
      }
    },
  };
}
