import { expect, test } from 'vitest';
import { createStore } from 'zustand';
import type { Job } from '../../../src-main/contract/jobs.ts';
import { tellReady } from './tell-ready.ts';

type Parts = Parameters<typeof tellReady>[0];

/** A window whose meetings all have a second version beside the edited one, and what it says. */
function openWindow() {
  const said: string[] = [];
  const store = createStore<{ jobs: readonly Job[] }>(() => ({ jobs: [] }));
  const versions = [
    { version: 2, state: 'complete', isChosen: false, isEdited: false },
    { version: 1, state: 'complete', isChosen: true, isEdited: true },
  ];
  tellReady({
    kind: 'transcribe',
    says: 'transcript.readyIn',
    versionsOf: () => Promise.resolve(versions),
    queue: { store },
    toasts: { done: (text: string) => void said.push(text) },
    isInSight: () => false,
    show: () => Promise.resolve(),
  } as unknown as Parts);
  const has = async (...jobs: Partial<Job>[]) => {
    store.setState({ jobs: jobs as Job[] });
    await new Promise((resolve) => setTimeout(resolve));
    return said.splice(0).length;
  };
  return { has };
}

const soon = Date.now() + 3_600_000;
const job = (state: Job['state'], more: Partial<Job> = {}): Partial<Job> => ({
  ...{ id: 'one', kind: 'transcribe', meetingId: 'a', title: 'Talk', createdAt: soon, state },
  ...more,
});

test('a version is told of once, when its job has ended', async () => {
  const { has } = openWindow();
  expect(await has(job('queued'))).toBe(0);
  expect(await has(job('done'))).toBe(1);
  expect(await has(job('done'), job('failed', { id: 'two' }))).toBe(0);
});

test('also where the job was over before the window had heard of it, but not what ended before there was a window', async () => {
  const { has } = openWindow();
  expect(await has(job('done', { createdAt: 1 }))).toBe(0);
  expect(await has(job('done', { createdAt: 1 }), job('done', { id: 'two' }))).toBe(1);
});
