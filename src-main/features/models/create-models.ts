import { availableParallelism, totalmem } from 'node:os';
import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import type { LogSentence } from '../../contract/logs.ts';
import type { Model } from '../../contract/models.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Engine } from '../../engines/process/types.ts';
import { AppError, wrapError, type ErrorShape } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import { originOf, type Logger } from '../../storage/log-files.ts';
import { openModelsFolder } from '../../storage/models-folder.ts';
import { needRoom } from '../../storage/room.ts';
import { readCatalogue, type Catalogue } from './catalogue.ts';
import { download } from './download.ts';
import { createImports } from './imports.ts';
import { installedModels, type InstalledModels } from './installed.ts';
import { openNetworkLog, type Attempt } from './network.ts';
import { hasMemory, recommend } from './recommend.ts';
import { createShelf, type Known } from './shelf.ts';
import { createTransfers } from './transfers.ts';

const STALL_MS = 30_000;
const RETRY_PAUSE_MS = 1000;
const MEGABYTE = 1024 * 1024;

interface Outside {
  library: { readonly db: Db };
  home: string;
  resources: string;
  engine: Engine;
  settings(): Settings;
  emit: EmitEvent;
  log: Logger<LogSentence>;
  /** Tests do not wait as long as people may. */
  patience?: { stallMs: number; pauseMs: number };
  /** Whether a job has it loaded, or will. */
  isInUse(id: string): boolean;
  /** Memory of the graphics processor that is in use; null: there is none. */
  graphicsBytes(): number | null;
}

export interface ModelsFeature extends InstalledModels {
  handlers: AllHandlers['models'];
  /** To write a request to the network down before it is made. */
  beginRequest(host: string): Attempt;
  /** Clears away what a crash left. Downloads go on when they are asked for again. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

/** Models of speech and of language: which there are, how they come here and go. */
export function createModels(outside: Outside): ModelsFeature {
  const { library, settings, emit, log } = outside;
  const { stallMs, pauseMs } = outside.patience ?? { stallMs: STALL_MS, pauseMs: RETRY_PAUSE_MS };
  let read: Catalogue | undefined;
  const catalogue = () => (read ??= readCatalogue(outside.resources));
  const folder = openModelsFolder(outside.home);
  const shelf = createShelf(folder, catalogue);
  const { engine, graphicsBytes } = outside;
  const installed = installedModels({ shelf, engine, graphicsBytes });
  const failures = new Map<string, ErrorShape>();
  const network = openNetworkLog(library);
  let isClosed = false;

  const machine = () => ({
    memoryBytes: totalmem(),
    cores: availableParallelism(),
    graphicsBytes: graphicsBytes(),
  });
  const transfers = createTransfers((id) => {
    tell(id);
  });
  const keepFree = () => settings().minFreeMegabytes * MEGABYTE;
  const imports = createImports({
    ...{ folder, catalogue, shelf, transfers, engine, keepFree },
    checkRoom(bytes) {
      needRoom(folder.disk(), bytes === 0 ? 0 : bytes + transfers.bytesToCome(), keepFree());
    },
    onEnd(id, became) {
      if (became !== undefined) {
        failures.delete(became);
        tell(became);
      }
      if (became !== id) emit('models.removed', { ids: [id] });
    },
  });

  function toModel({ card, origin, isInstalled }: Known): Model {
    const transfer = transfers.find(card.id)?.shown ?? null;
    const partBytes = isInstalled ? 0 : folder.partBytes(card.id);
    const error = failures.get(card.id) ?? null;
    const fits = hasMemory(card.memoryBytes, machine());
    return {
      ...card,
      origin,
      fits,
      isInstalled,
      isForTests: origin === 'builtin',
      partBytes,
      transfer,
      error,
    };
  }

  /** Imports that are under way are no models yet, and are shown all the same. */
  function arriving(): Model[] {
    return transfers.all().flatMap(({ card, shown }) => {
      if (shown.kind !== 'import') return [];
      const state = { isInstalled: false, isForTests: false, partBytes: 0, error: null, sha256: null };
      const fits = hasMemory(card.memoryBytes, machine());
      return [{ ...card, ...state, origin: 'imported' as const, fits, transfer: shown }];
    });
  }

  const all = () => [...shelf.all().map(toModel), ...arriving()];

  function get(id: string): Model {
    return arriving().find((model) => model.id === id) ?? toModel(shelf.get(id));
  }

  function tell(id: string): void {
    if (!isClosed) emit('models.changed', { models: [get(id)] });
  }

  async function bring(
    card: Catalogue['models'][number],
    signal: AbortSignal,
    onProgress: (bytes: number) => void,
  ) {
    const target = folder.begin(card.id);
    const checkRoom = (bytes: number) => {
      needRoom(folder.disk(), bytes === 0 ? 0 : transfers.bytesToCome(), keepFree());
    };
    const begin = (host: string) => network.begin(host, 'model download');
    try {
      await download({ ...card, folder: target, signal, stallMs, pauseMs, onProgress, begin, checkRoom });
      await folder.settle(card.id);
    } catch (error) {
      if (folder.partBytes(card.id) === 0) await folder.abandon(card.id);
      throw error;
    }
  }

  async function startDownload(card: Catalogue['models'][number]): Promise<void> {
    failures.delete(card.id);
    try {
      await transfers.run(card, 'download', (signal, onProgress) => bring(card, signal, onProgress));
    } catch (error) {
      const { code, message, details, cause } = wrapError(error);
      if (code !== 'cancelled') {
        failures.set(card.id, { code, message, details });
        log.warn('a model did not arrive', {
          code,
          stack: cause === undefined ? undefined : originOf(cause),
        });
      }
    }
    tell(card.id);
  }

  function usualId(): string | null {
    try {
      return installed.findUsual(settings().speechModel).id;
    } catch {
      return null;
    }
  }

  const handlers: AllHandlers['models'] = {
    list() {
      const { models } = catalogue();
      return {
        models: all(),
        recommended: recommend('speech', models, machine()),
        recommendedLanguage: recommend('language', models, machine()),
        usual: usualId(),
      };
    },
    download({ id }) {
      const { isInstalled } = shelf.get(id);
      const card = catalogue().models.find((one) => one.id === id);
      // Throws here when there is no library to write the attempts down in: none is made unseen.
      library.db.get('SELECT 1');
      if (isClosed) throw new AppError('cancelled', 'MeetMemo is closing.');
      if (card && !isInstalled && !transfers.has(id)) void startDownload(card);
      return get(id);
    },
    async cancel({ id }) {
      const before = get(id);
      await transfers.cancel(id);
      return shelf.find(id) ? get(id) : { ...before, transfer: null };
    },
    importFile: async ({ path }, { signal }) => get(await imports.fromPath(path, signal)),
    beginImport({ name, bytes }) {
      return get(imports.begin(name, bytes));
    },
    append: async ({ id, offset, data }) => get(await imports.append(id, offset, data)),
    async remove({ id }) {
      const { origin, isInstalled } = shelf.get(id);
      if (origin === 'builtin') throw new AppError('forbidden', 'This model belongs to MeetMemo itself.');
      if (outside.isInUse(id)) throw new AppError('conflict', 'This model is being used just now.', { id });
      if (!isInstalled && !transfers.has(id) && folder.partBytes(id) === 0)
        throw new AppError('not_found', 'This model is not installed.', { missing: [id], count: 1 });
      await transfers.cancel(id);
      await folder.remove(id);
      await folder.abandon(id);
      failures.delete(id);
      if (origin === 'imported') emit('models.removed', { ids: [id] });
      else tell(id);
      return { models: all() };
    },
    network: ({ limit }) => ({ attempts: network.list(limit) }),
    clearNetwork() {
      network.clear();
      return {};
    },
  };

  return {
    handlers,
    ...installed,
    beginRequest: (host) => network.begin(host, 'summary'),
    async recover() {
      try {
        network.recover();
        const ids = new Set(catalogue().models.map(({ id }) => id));
        await folder.tidy((id) => ids.has(id) || transfers.has(id));
      } catch (error) {
        log.error('the folder of models could not be tidied', { stack: originOf(error) });
      }
    },
    async close() {
      isClosed = true;
      await Promise.all(transfers.all().map(({ card }) => transfers.cancel(card.id)));
    },
  };
}
