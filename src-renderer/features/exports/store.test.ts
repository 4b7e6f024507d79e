import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand';
import type { Job } from '../../../src-main/contract/jobs.ts';
import { AppError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { QueueFeature } from '../queue/store.ts';
import { createToasts } from '../toasts/store.ts';
import { createExports, type Order } from './store.ts';

test('a zip that could not be fetched is not said to be exported', async () => {
  const jobs = createStore<{ jobs: readonly Job[] }>(() => ({ jobs: [] }));
  const job = { id: 'one', state: 'queued' } as Job;
  const api = {
    exports: {
      start: () => Promise.resolve({ job }),
      report: () => Promise.resolve({ folder: null, files: [{}], missing: [], unshown: [] }),
      take: () => Promise.reject(new AppError('disconnected', 'Gone.')),
    },
    jobs: { dismissed: () => () => undefined },
  } as unknown as Api;
  const toasts = createToasts();
  const queue = { store: jobs, put: () => undefined } as unknown as QueueFeature;
  const exports = createExports({ api, toasts, queue, showReport: () => undefined });
  await exports.start({ meetingIds: ['one'], formats: ['pdf', 'md'] } as Order, null, 'keepBoth');
  jobs.setState({ jobs: [{ ...job, state: 'done' }] });
  const said = () => toasts.store.getState().toasts.map(({ error, text }) => error?.code ?? text.key);
  await vi.waitFor(() => {
    expect(said()).toEqual(['disconnected']);
  });
});
