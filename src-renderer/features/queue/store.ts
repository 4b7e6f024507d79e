import { createStore } from 'zustand';
import type { Job, Queue } from '../../../src-main/contract/jobs.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { canBeCleared } from './states.ts';

interface QueueState {
  /** In the order in which they will run; what has ended comes last. */
  jobs: readonly Job[];
  queue: Queue;
  /** A person wants to see it, whatever it holds. */
  isAsked: boolean;
}

const SETTLE_MS = 50;

/** The work that waits its turn, as the core has it. */
export function createQueue(api: Api, toasts: Toasts) {
  const store = createStore<QueueState>(() => ({
    jobs: [],
    queue: { isPaused: false, waitsFor: null, canTellIdle: true },
    isAsked: false,
  }));
  const { attempt } = toasts;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    store.setState(await api.jobs.list());
  }
  /** Events say what a job is like, and the list alone which place it has. */
  function readSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      read().catch(() => undefined);
    }, SETTLE_MS);
  }
  function put(changed: readonly Job[]): void {
    const known = new Map(store.getState().jobs.map((job) => [job.id, job]));
    if (changed.some(({ id, state }) => known.get(id)?.state !== state || state === 'queued')) readSoon();
    for (const job of changed) known.set(job.id, job);
    store.setState({ jobs: [...known.values()] });
  }
  const drop = (ids: readonly string[]) => {
    store.setState(({ jobs }) => ({ jobs: jobs.filter(({ id }) => !ids.includes(id)) }));
  };
  const putQueue = (queue: Queue) => {
    store.setState({ queue });
  };

  api.jobs.changed(({ jobs }) => {
    put(jobs);
  });
  api.jobs.dismissed(({ ids }) => {
    drop(ids);
  });
  api.jobs.queueChanged(putQueue);

  const doing = (work: () => Promise<{ jobs: Job[] }>) =>
    attempt('queue', async () => {
      put((await work()).jobs);
    });

  return {
    store,
    load: () => attempt('queue', read),
    put,
    ask(isAsked: boolean): void {
      store.setState({ isAsked });
    },
    cancel: (ids: string[]) => doing(() => api.jobs.cancel({ ids })),
    retry: (ids: string[]) => doing(() => api.jobs.retry({ ids })),
    setPriority: (id: string, priority: number) => doing(() => api.jobs.setPriority({ ids: [id], priority })),
    /** Before another one, or, with null, last. */
    async move(id: string, before: string | null): Promise<void> {
      await doing(() => api.jobs.move({ id, before }));
      await attempt('queue', read);
    },
    /** One place towards the beginning or the end, among those that wait. */
    async step(id: string, by: -1 | 1): Promise<void> {
      const waiting = store.getState().jobs.filter(({ state }) => state === 'queued');
      const at = waiting.findIndex((job) => job.id === id);
      const target = at + by;
      if (at < 0 || target < 0 || target >= waiting.length) return;
      await this.move(id, waiting[by < 0 ? target : target + 1]?.id ?? null);
    },
    pause: () =>
      attempt('queue', async () => {
        putQueue(await api.jobs.pause());
      }),
    resume: () =>
      attempt('queue', async () => {
        putQueue(await api.jobs.resume());
      }),
    dismiss: (ids: string[]) =>
      attempt('queue', async () => {
        drop((await api.jobs.dismiss({ ids })).ids);
      }),
    clear(): Promise<boolean> {
      return this.dismiss(
        store
          .getState()
          .jobs.filter(canBeCleared)
          .map(({ id }) => id),
      );
    },
  };
}

export type QueueFeature = ReturnType<typeof createQueue>;
