import type { Api } from '../../src-main/contract/index.ts';

/** What the examples speak of. */
export interface ExampleIds {
  meeting: string;
  trashed: string;
  folder: string;
  backup: string;
}

export async function makeExampleIds(api: Api): Promise<ExampleIds> {
  const folder = await api.folders.create({ name: 'Example' });
  const meeting = await api.meetings.create({ title: 'Example', tags: ['one'], folderId: folder.id });
  const trashed = await api.meetings.create({ title: 'In the trash' });
  await api.meetings.trash({ ids: [trashed.id] });
  const backup = await api.library.backUp();
  return { meeting: meeting.id, trashed: trashed.id, folder: folder.id, backup: backup.name };
}

const sort = { by: 'title', order: 'ascending' };
const filter = (ids: ExampleIds) => ({
  trashed: false,
  folderId: ids.folder,
  tags: ['one'],
  text: 'example',
  from: 0,
  before: 4_000_000_000_000,
});
const draft = (ids: ExampleIds) => ({
  title: 'Budget',
  startedAt: 1_700_000_000_000,
  notes: 'Line',
  tags: ['one', 'two'],
  folderId: ids.folder,
});

/** One good input for every method, with every optional field in it. A method without one fails the fuzz test. */
export const methodExamples: Record<string, (ids: ExampleIds) => Record<string, unknown>> = {
  'meetings.create': draft,
  'meetings.createMany': (ids) => ({ meetings: [draft(ids), draft(ids)] }),
  'meetings.get': (ids) => ({ id: ids.meeting }),
  'meetings.getMany': (ids) => ({ ids: [ids.meeting, ids.trashed] }),
  'meetings.list': (ids) => ({ filter: filter(ids), sort, limit: 10 }),
  'meetings.count': (ids) => ({ filter: filter(ids) }),
  'meetings.tags': () => ({}),
  'meetings.update': (ids) => ({
    id: ids.meeting,
    ...draft(ids),
    addTags: ['three'],
    removeTags: ['one'],
  }),
  'meetings.updateMany': (ids) => ({
    ids: [ids.meeting],
    patch: { ...draft(ids), addTags: ['three'], removeTags: ['two'] },
  }),
  'meetings.trash': (ids) => ({ ids: [ids.trashed] }),
  'meetings.restore': (ids) => ({ ids: [ids.meeting] }),
  'meetings.purge': (ids) => ({ ids: [ids.trashed] }),
  'folders.list': () => ({}),
  'folders.create': () => ({ name: 'Another' }),
  'folders.rename': (ids) => ({ id: ids.folder, name: 'Renamed' }),
  'folders.remove': (ids) => ({ id: ids.folder }),
  'library.status': () => ({}),
  'library.backups': () => ({}),
  'library.backUp': () => ({}),
  'library.restore': (ids) => ({ name: ids.backup }),
  'library.salvage': () => ({}),
  'settings.get': () => ({}),
  'settings.update': () => ({
    theme: 'dark',
    language: 'en',
    logLevel: 'debug',
    logDays: 7,
    logMegabytes: 5,
    backupsKept: 3,
  }),
  'settings.reset': () => ({ names: ['theme'] }),
  'flags.list': () => ({}),
  'flags.set': () => ({ id: 'profiler', on: true }),
  'logs.list': () => ({ level: 'info', text: 'library', cursor: 'zzzzzzzzzzzzzz', limit: 10 }),
  'logs.clear': () => ({}),
  'logs.export': () => ({ format: 'csv', level: 'info', text: 'library' }),
  'diagnostics.health': () => ({}),
  'diagnostics.readiness': () => ({}),
  'diagnostics.versions': () => ({}),
  'diagnostics.disk': () => ({}),
  'diagnostics.metrics': () => ({}),
  'diagnostics.profile': () => ({ seconds: 0.1 }),
};

/** Fields of the examples that may be left out, by the last part of their path. */
export const optionalFields = new Set([
  ...['startedAt', 'notes', 'tags', 'folderId', 'addTags', 'removeTags', 'filter', 'sort', 'limit', 'cursor'],
  ...['trashed', 'text', 'from', 'before', 'level', 'names', 'seconds', 'ifRevision'],
  ...['theme', 'language', 'logLevel', 'logDays', 'logMegabytes', 'backupsKept'],
]);
/** A patch may be empty, where a draft needs its title. */
export const optionalPaths = new Set(['meetings.update title', 'meetings.updateMany patch.title']);
/** Fields that take null. */
export const nullableFields = new Set(['folderId']);
