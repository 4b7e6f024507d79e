import { expect, test } from 'vitest';
import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import { doubted, newer } from './state.ts';

const row = (fields: Partial<MeetingRow> = {}): MeetingRow => ({
  id: 'a',
  title: 'Stored',
  startedAt: 1,
  folderId: null,
  tags: ['one'],
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
  revision: 3,
  ...fields,
});

test('of two readings the one with more changes stands', () => {
  const known = row();
  expect(newer(known, row({ title: 'Before', revision: 2 }))).toBe(known);
  expect(newer(known, row({ title: 'After', revision: 4 })).title).toBe('After');
});

test('a row that was only shown ahead gives way to what was read, and an equal one stays the same object', () => {
  const known = row();
  expect(newer(row({ title: 'Never saved' }), known)).toBe(known);
  expect(newer(known, row())).toBe(known);
});

test('a doubted row gives way to an older one', () => {
  const known = doubted(new Map([['a', row()]])).get('a');
  expect(known?.title).toBe('Stored');
  expect(newer(known, row({ title: 'From a backup', revision: 1 })).title).toBe('From a backup');
});
