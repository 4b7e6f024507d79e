import { expect, test, vi } from 'vitest';
import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { createList } from './store.ts';

const row: MeetingRow = {
  id: 'a',
  title: 'Just made',
  startedAt: 1,
  folderId: null,
  tags: [],
  excerpt: '',
  people: [],
  peopleCount: 0,
  audio: null,
  durationMs: null,
  openGuards: 0,
  isUnfinished: false,
  createdAt: 1,
  updatedAt: 1,
  trashedAt: null,
  revision: 1,
};

/** A core whose count is answered when the test says so, as when another client's call comes between. */
function slowCore() {
  const stored: MeetingRow[] = [];
  const created: ((payload: { meetings: MeetingRow[] }) => void)[] = [];
  const counting = Promise.withResolvers<{ count: number }>();
  const silent = () => () => undefined;
  const meetings = {
    list: () => Promise.resolve({ items: [...stored], next: null }),
    count: () => counting.promise,
    created: (listener: (payload: { meetings: MeetingRow[] }) => void) => created.push(listener),
    restored: silent,
    updated: silent,
    trashed: silent,
    purged: silent,
  };
  return {
    api: {
      meetings,
      folders: { removed: silent },
      searches: { removed: silent },
      search: { progressed: silent },
      people: { renamed: silent },
    } as unknown as Api,
    create(meeting: MeetingRow) {
      stored.push(meeting);
      for (const tell of created) tell({ meetings: [meeting] });
    },
    answerCount: () => {
      counting.resolve({ count: stored.length });
    },
  };
}

test('a meeting that is made while the list is being read is in it', async () => {
  const core = slowCore();
  const list = createList(core.api, { failed: vi.fn() } as unknown as Toasts, () => false);
  const reading = list.fresh();
  await new Promise((resolve) => setTimeout(resolve, 0));
  core.create(row);
  core.answerCount();
  await reading;
  await vi.waitFor(() => {
    expect(list.store.getState()).toMatchObject({ ids: ['a'], total: 1, status: 'ready' });
  });
});
