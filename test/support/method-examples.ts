import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import type { Core } from '../../src-main/core/create-core.ts';
import { exampleSummary, writeExampleTranscript } from './example-transcript.ts';
import { settled } from './imports.ts';
import { openTestCore } from './open-test-core.ts';
import { nanoModel } from './sample.ts';
import { tempHome } from './temp-home.ts';
import { toneWav } from './tones.ts';
import { until } from './until.ts';

/** What the examples speak of. */
export interface ExampleIds {
  meeting: string;
  trashed: string;
  folder: string;
  search: string;
  backup: string;
  /** A meeting with sound. */
  sound: string;
  bookmark: string;
  /** An import that waits for its bytes. */
  upload: string;
  /** A model whose bytes are awaited. */
  model: string;
  /** A job that waits. */
  job: string;
  /** A job that has exported a meeting. */
  exported: string;
  /** A meeting that is being recorded. */
  recording: string;
  transcript: string;
  guard: string;
  proposal: string;
  /** Another version. */
  other: string;
  /** The second segment of the transcript, which says `Oh no.` */
  segment: string;
  summary: string;
  /** A name that is proposed for the speaker without words. */
  named: string;
  template: string;
  speaker: string;
  /** A speaker without words. */
  silent: string;
}

async function importTone(api: Api): Promise<string> {
  const data = new Uint8Array(toneWav());
  const { items } = await api.imports.begin({ files: [{ name: 'example.wav', bytes: data.length }] });
  const id = await uploading(api);
  await api.imports.append({ id, offset: 0, data });
  const [item] = await settled(api, items);
  await api.imports.dismiss();
  return item?.meetingId ?? '';
}

const uploading = (api: Api) =>
  until('an upload is asked for', async () => {
    const { items } = await api.imports.list();
    return items.find(({ state }) => state === 'uploading')?.id;
  });

async function exported(api: Api, meetingId: string): Promise<string> {
  const { job } = await api.exports.start({ meetingIds: [meetingId], formats: ['md'], folder: null });
  await until('it is exported', async () => (await api.jobs.get({ id: job.id })).state === 'done');
  return job.id;
}

/** What a library keeps when it is closed. */
async function makeKept(home: string) {
  const core = openTestCore(home);
  const { api } = core.connect();
  const folder = await api.folders.create({ name: 'Example' });
  const meeting = await api.meetings.create({ title: 'Example', tags: ['one'], folderId: folder.id });
  const trashed = await api.meetings.create({ title: 'In the trash' });
  await api.meetings.trash({ ids: [trashed.id] });
  const backup = await api.library.backUp();
  const sound = await importTone(api);
  await api.jobs.pause();
  const jobOfExport = await exported(api, meeting.id);
  const { jobs } = await api.transcripts.start({ meetingIds: [sound], modelId: 'nano-en' });
  const bookmark = await api.bookmarks.add({ meetingId: sound, atMs: 50 });
  const search = await api.searches.create({ name: 'Example', text: 'yes' });
  await core.close();
  return {
    meeting: meeting.id,
    trashed: trashed.id,
    folder: folder.id,
    search: search.id,
    backup: backup.name,
    sound,
    bookmark: bookmark.id,
    job: jobs[0]?.id ?? '',
    exported: jobOfExport,
    ...writeExampleTranscript(home, sound),
  };
}

/** Its sound takes the decoder, and the rest its time: made once for all tests of a file. */
let kept: Promise<Awaited<ReturnType<typeof makeKept>>> | undefined;
const keptHome = mkdtempSync(join(tmpdir(), 'meetmemo-examples-'));
afterAll(() => {
  rmSync(keptHome, { recursive: true, force: true });
});

/** A library of its own with all that the examples speak of. */
export async function openExamples(): Promise<{ home: string; core: Core; api: Api; ids: ExampleIds }> {
  kept ??= makeKept(keptHome);
  const known = await kept;
  const home = tempHome();
  cpSync(keptHome, home, { recursive: true });
  const core = openTestCore(home);
  const { api } = core.connect();
  await api.imports.begin({ files: [{ name: 'more.wav', bytes: 1000 }] });
  const upload = await uploading(api);
  const recording = await api.recorder.start({ title: 'Live', tracks: ['microphone'], sampleRate: 48_000 });
  const model = await api.models.beginImport({ name: 'model.bin', bytes: 1000 });
  // What an earlier download brought, which can be removed.
  const part = join(home, 'models', 'whisper-tiny.part');
  mkdirSync(part);
  writeFileSync(join(part, 'model.bin'), 'part');
  const ids = { ...known, upload, model: model.id, recording: recording.meetingId };
  return { home, core, api, ids };
}

const transcribeOptions = {
  modelId: 'nano-en',
  language: 'en',
  translate: false,
  prompt: 'Zoë',
  skipSilence: true,
  beamSize: 2,
};
const exportOptions = {
  ...{ parts: ['transcript', 'notes'], times: false, speakers: false, marks: true },
  ...{ paper: 'letter', language: 'de' },
};
const template = {
  ...{ name: 'Mine', sections: ['overview', 'actions'], instructions: 'In verse.' },
  ...{ length: 'long', language: 'de' },
};
const find = { text: 'no', matchCase: true, wholeWord: true };
const sort = { by: 'title', order: 'ascending' };
const filter = (ids: ExampleIds) => ({
  trashed: false,
  folderId: ids.folder,
  tags: ['one'],
  people: ['Zoë'],
  states: ['recording', 'review'],
  hasSummary: true,
  from: 0,
  before: 4_000_000_000_000,
  days: 7,
  title: 'Example',
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
  'search.find': (ids) => ({ text: '"an exa', filter: filter(ids), sort, limit: 5, cursor: 'others' }),
  'search.within': (ids) => ({ meetingId: ids.sound, text: 'yes' }),
  'search.status': () => ({}),
  'search.rebuild': () => ({}),
  'searches.list': () => ({}),
  'searches.create': (ids) => ({ name: 'Another', text: 'yes', filter: filter(ids) }),
  'searches.rename': (ids) => ({ id: ids.search, name: 'Renamed' }),
  'searches.change': (ids) => ({ id: ids.search, text: 'no', filter: filter(ids) }),
  'searches.remove': (ids) => ({ id: ids.search }),
  'folders.list': () => ({}),
  'folders.create': () => ({ name: 'Another' }),
  'folders.rename': (ids) => ({ id: ids.folder, name: 'Renamed' }),
  'folders.remove': (ids) => ({ id: ids.folder }),
  'audio.get': (ids) => ({ meetingId: ids.sound }),
  'audio.peaks': (ids) => ({ meetingId: ids.sound }),
  'audio.link': (ids) => ({ meetingId: ids.sound }),
  'audio.setPosition': (ids) => ({ meetingId: ids.sound, positionMs: 50 }),
  'audio.chooseTrack': (ids) => ({ meetingId: ids.sound, track: 0 }),
  'audio.remove': (ids) => ({ meetingIds: [ids.sound] }),
  'bookmarks.list': (ids) => ({ meetingId: ids.sound }),
  'bookmarks.add': (ids) => ({ meetingId: ids.sound, atMs: 10, note: 'Here' }),
  'bookmarks.update': (ids) => ({ id: ids.bookmark, atMs: 20, note: 'There' }),
  'bookmarks.remove': (ids) => ({ id: ids.bookmark }),
  'imports.addPaths': (ids) => ({ paths: ['/nowhere/talk.wav'], folderId: ids.folder, again: true }),
  'imports.addSample': (ids) => ({ folderId: ids.folder }),
  'imports.begin': (ids) => ({
    files: [{ name: 'talk.wav', bytes: 10, modifiedAt: 1_700_000_000_000 }],
    folderId: ids.folder,
    again: true,
  }),
  'imports.append': (ids) => ({ id: ids.upload, offset: 0, data: new Uint8Array([1, 2, 3]) }),
  'imports.list': () => ({}),
  'imports.cancel': (ids) => ({ ids: [ids.upload] }),
  'imports.retry': (ids) => ({ ids: [ids.upload] }),
  'imports.dismiss': (ids) => ({ ids: [ids.upload] }),
  'recorder.start': (ids) => ({
    title: 'Another',
    tracks: ['microphone', 'system'],
    sampleRate: 48_000,
    folderId: ids.folder,
  }),
  'recorder.rejoin': (ids) => ({
    meetingId: ids.recording,
    tracks: ['microphone'],
    sampleRate: 48_000,
  }),
  'recorder.hold': (ids) => ({ meetingId: ids.recording }),
  'recorder.append': (ids) => ({ meetingId: ids.recording, frame: 0, data: new Uint8Array(96) }),
  'recorder.pause': (ids) => ({ meetingId: ids.recording }),
  'recorder.resume': (ids) => ({ meetingId: ids.recording }),
  'recorder.stop': (ids) => ({ meetingId: ids.recording }),
  'recorder.list': () => ({}),
  'recorder.takeNote': (ids) => ({ meetingId: ids.recording }),
  'speech.devices': () => ({}),
  'speech.tryDevices': () => ({}),
  'models.list': () => ({}),
  // It is there already: no request is made.
  'models.download': () => ({ id: 'nano-en' }),
  'models.cancel': () => ({ id: 'nano-en' }),
  'models.importFile': () => ({ path: nanoModel }),
  'models.beginImport': () => ({ name: 'model.bin', bytes: 10 }),
  'models.append': (ids) => ({ id: ids.model, offset: 0, data: new Uint8Array([1, 2, 3]) }),
  'models.remove': () => ({ id: 'whisper-tiny' }),
  'models.network': () => ({ limit: 10 }),
  'models.clearNetwork': () => ({}),
  'transcripts.start': (ids) => ({ meetingIds: [ids.sound], ...transcribeOptions }),
  'transcripts.usualModel': (ids) => ({ meetingId: ids.sound }),
  'transcripts.list': (ids) => ({ meetingId: ids.sound }),
  'transcripts.get': (ids) => ({ id: ids.transcript }),
  'transcripts.segments': (ids) => ({ id: ids.transcript, from: 0, limit: 10 }),
  'transcripts.choose': (ids) => ({ id: ids.transcript }),
  'transcripts.remove': (ids) => ({ id: ids.transcript }),
  'transcripts.guards': (ids) => ({ id: ids.transcript }),
  'transcripts.settleGuard': (ids) => ({ id: ids.guard, isSettled: true }),
  'transcripts.redo': (ids) => ({ id: ids.transcript, startMs: 0, endMs: 50, ...transcribeOptions }),
  'transcripts.proposals': (ids) => ({ id: ids.transcript }),
  'transcripts.acceptProposal': (ids) => ({ id: ids.proposal }),
  'transcripts.rejectProposal': (ids) => ({ id: ids.proposal }),
  'transcripts.vocabulary': (ids) => ({ meetingId: ids.sound }),
  'transcripts.setVocabulary': (ids) => ({ meetingId: ids.sound, vocabulary: 'Zoë, Håkon' }),
  'transcripts.compare': (ids) => ({ id: ids.transcript, otherId: ids.other }),
  'edits.setText': (ids) => ({ id: ids.segment, text: 'Oh yes.', before: 'Oh no.' }),
  'edits.split': (ids) => ({ id: ids.segment, at: 3, before: 'Oh no.' }),
  'edits.join': (ids) => ({ id: ids.segment, before: 'Oh no.' }),
  'edits.moveBoundary': (ids) => ({ id: ids.segment, startMs: 60, before: 'Oh no.' }),
  'edits.remove': (ids) => ({ ids: [ids.segment] }),
  'edits.cut': (ids) => ({
    from: { id: ids.segment, offset: 2, before: 'Oh no.' },
    to: { id: ids.segment, offset: 6, before: 'Oh no.' },
  }),
  'edits.assign': (ids) => ({ ids: [ids.segment], speakerId: ids.speaker }),
  'edits.confirm': (ids) => ({ id: ids.segment, start: 0, end: 2, before: 'Oh no.' }),
  'edits.find': (ids) => ({ id: ids.transcript, ...find, isPattern: true, replacement: 'yes', limit: 10 }),
  'edits.replace': (ids) => ({
    ...{ id: ids.transcript, ...find, isPattern: true, replacement: 'yes' },
    only: [{ segmentId: ids.segment, start: 3, end: 5 }],
  }),
  'edits.undo': (ids) => ({ meetingId: ids.sound }),
  'edits.redo': (ids) => ({ meetingId: ids.sound }),
  'edits.history': (ids) => ({ meetingId: ids.sound, limit: 10 }),
  'corrections.preview': () => ({ ...find, replacement: 'yes' }),
  'corrections.apply': () => ({ ...find, replacement: 'yes' }),
  'corrections.learn': () => ({ term: 'Zoë' }),
  'speakers.list': (ids) => ({ meetingId: ids.sound }),
  'speakers.add': (ids) => ({ meetingId: ids.sound, name: 'Håkon', segmentIds: [ids.segment] }),
  'speakers.rename': (ids) => ({ id: ids.speaker, name: 'Zoe' }),
  'speakers.recolour': (ids) => ({ id: ids.speaker, colour: 3 }),
  'speakers.merge': (ids) => ({ ids: [ids.silent], into: ids.speaker }),
  'speakers.remove': (ids) => ({ id: ids.silent }),
  'people.list': () => ({ prefix: 'z', limit: 10 }),
  'people.rename': () => ({ from: 'Zoë', to: 'Zoe' }),
  'names.start': (ids) => ({ meetingId: ids.sound, modelId: 'quick' }),
  'names.list': (ids) => ({ meetingId: ids.sound }),
  'names.accept': (ids) => ({ id: ids.named }),
  'names.reject': (ids) => ({ id: ids.named }),
  'summaries.start': (ids) => ({
    ...{ meetingIds: [ids.sound], templateId: ids.template, modelId: 'quick' },
    ...{ language: 'en', length: 'long', instructions: 'In verse.' },
  }),
  'summaries.list': (ids) => ({ meetingId: ids.sound }),
  'summaries.get': (ids) => ({ id: ids.summary }),
  'summaries.update': (ids) => ({
    id: ids.summary,
    content: exampleSummary(ids.segment),
    before: exampleSummary(ids.segment),
  }),
  'summaries.choose': (ids) => ({ id: ids.summary }),
  'summaries.remove': (ids) => ({ id: ids.summary }),
  'templates.list': () => ({}),
  'templates.create': () => template,
  'templates.update': (ids) => ({ id: ids.template, ...template }),
  'templates.remove': (ids) => ({ id: ids.template }),
  'templates.reset': () => ({ id: 'minutes' }),
  'jobs.list': () => ({}),
  'jobs.get': (ids) => ({ id: ids.job }),
  'jobs.cancel': (ids) => ({ ids: [ids.job] }),
  'jobs.retry': (ids) => ({ ids: [ids.job] }),
  'jobs.move': (ids) => ({ id: ids.job, before: ids.job }),
  'jobs.setPriority': (ids) => ({ ids: [ids.job], priority: 5 }),
  'jobs.pause': () => ({}),
  'jobs.resume': () => ({}),
  'jobs.dismiss': (ids) => ({ ids: [ids.job] }),
  'exports.make': (ids) => ({
    ...{ meetingId: ids.sound, transcriptId: ids.transcript, format: 'pdf' },
    ...exportOptions,
  }),
  'exports.preview': (ids) => ({ meetingId: ids.sound, format: 'pdf', ...exportOptions }),
  'exports.start': (ids) => ({
    ...{ meetingIds: [ids.sound, ids.meeting], formats: ['md', 'txt'], ...exportOptions },
    ...{ folder: null, zip: true, ifThere: 'skip' },
  }),
  'exports.existing': (ids) => ({
    ...{ meetingIds: [ids.sound], formats: ['md'], folder: '/out', zip: true },
  }),
  'exports.report': (ids) => ({ jobId: ids.exported }),
  'exports.take': (ids) => ({ jobId: ids.exported }),
  'exports.canChoose': () => ({}),
  'exports.chooseFolder': () => ({}),
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
    keepSound: 'compressed',
    compressedKilobits: 32,
    maxFileGigabytes: 4,
    maxHours: 12,
    maxLibraryGigabytes: 50,
    minFreeMegabytes: 100,
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
  ...[
    'trashed',
    'text',
    'from',
    'before',
    'days',
    'people',
    'states',
    'hasSummary',
    'level',
    'names',
    'seconds',
    'ifRevision',
  ],
  ...['theme', 'language', 'logLevel', 'logDays', 'logMegabytes', 'backupsKept'],
  ...[
    'keepSound',
    'compressedKilobits',
    'maxFileGigabytes',
    'maxHours',
    'maxLibraryGigabytes',
    'minFreeMegabytes',
  ],
  ...['again', 'modifiedAt', 'note'],
  ...['transcriptId', 'parts', 'times', 'speakers', 'marks', 'paper', 'zip', 'ifThere'],
  ...['matchCase', 'wholeWord', 'isPattern', 'only', 'prefix'],
  ...['templateId', 'length', 'instructions'],
  ...['modelId', 'translate', 'prompt', 'skipSilence', 'beamSize'],
]);
/** A patch may be empty, where a draft needs its title. */
export const optionalPaths = new Set([
  ...['meetings.update title', 'meetings.updateMany patch.title', 'bookmarks.update atMs'],
  ...['imports.cancel ids', 'imports.dismiss ids', 'jobs.dismiss ids'],
  ...['templates.update name', 'templates.update sections', 'summaries.update before'],
  ...['edits.find replacement', 'speakers.add name', 'speakers.add segmentIds'],
  ...['meetings.list filter.title', 'meetings.count filter.title', 'search.find filter.title'],
  ...['searches.create filter.title', 'searches.change filter.title'],
]);
/** What has to be so for the example to be taken. */
export const preparations: Record<string, (api: Api, ids: ExampleIds) => Promise<unknown>> = {
  'recorder.start': (api, ids) => api.recorder.stop({ meetingId: ids.recording }),
  'library.restore': (api, ids) => api.recorder.stop({ meetingId: ids.recording }),
  'transcripts.start': (api, ids) => api.jobs.cancel({ ids: [ids.job] }),
  // What lies ready to be taken goes when the app ends.
  'exports.take': async (api, ids) => {
    ids.exported = await exported(api, ids.meeting);
  },
};
/** They run for as long as whoever calls is there. */
export const endless = new Set(['recorder.hold']);
/** Fields that take null, by the last part of their path or with their method. */
export const nullableFields = new Set([
  ...['folderId', 'jobs.move before', 'edits.assign speakerId', 'who', 'when'],
  ...['summaries.start language', 'templates.create language', 'templates.update language'],
]);
