import type { AllHandlers, EmitEvent } from '../contract/index.ts';
import type { Job, Queue } from '../contract/jobs.ts';
import type { Settings } from '../contract/settings.ts';
import type { ErrorShape } from '../rpc/errors.ts';
import type { Library } from '../storage/library.ts';
import { dismissJobs, moveJob, retryJobs, setPriority } from './changes.ts';
import { getJob, getJobs, listJobs, type StoredJob } from './rows.ts';

interface HandlerParts {
  library: Pick<Library, 'db' | 'withReserve'>;
  settings: { update(changes: Partial<Settings>): unknown };
  lanes: { next(): void; wake(): void };
  telling: { add(ids: readonly string[]): void };
  emit: EmitEvent;
  look(): Queue;
  show(row: StoredJob): Job;
  cancel(ids: readonly string[], why: ErrorShape | null): Promise<void>;
}

export function jobHandlers(parts: HandlerParts): AllHandlers['jobs'] {
  const { library, settings, lanes, telling, emit, look, show, cancel } = parts;
  const shown = (ids: readonly string[]) => ({ jobs: getJobs(library.db, ids).map(show) });
  const changed = (ids: readonly string[]) => {
    telling.add(ids);
    lanes.next();
    return shown(ids);
  };

  return {
    list: () => ({ jobs: listJobs(library.db).map(show), queue: look() }),
    get: ({ id }) => show(getJob(library.db, id)),
    async cancel({ ids }) {
      getJobs(library.db, ids);
      await cancel(ids, null);
      return shown(ids);
    },
    retry({ ids }) {
      retryJobs(library.db, ids);
      telling.add(ids);
      lanes.wake();
      return shown(ids);
    },
    move({ id, before }) {
      moveJob(library.db, id, before);
      return changed([id]);
    },
    setPriority({ ids, priority }) {
      getJobs(library.db, ids);
      setPriority(library.db, ids, priority);
      return changed(ids);
    },
    pause() {
      library.withReserve(() => settings.update({ queuePaused: true }));
      return look();
    },
    resume() {
      settings.update({ queuePaused: false });
      lanes.wake();
      return look();
    },
    dismiss({ ids }) {
      const gone = dismissJobs(library.db, ids);
      if (gone.length > 0) emit('jobs.dismissed', { ids: gone });
      return { ids: gone };
    },
  };
}
