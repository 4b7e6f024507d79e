import type { Connection } from '../../src-main/rpc/connect.ts';
import { wrapError } from '../../src-main/rpc/errors.ts';
import type { MeetMemo } from '../../src-main/contract/index.ts';
import type { ConnectionStore } from '../features/connection/store.ts';
import { createImports } from '../features/imports/store.ts';
import { createBookmarks } from '../features/bookmarks/store.ts';
import { createEditing } from '../features/editing/store.ts';
import { createExports } from '../features/exports/store.ts';
import { createFind } from '../features/find/store.ts';
import { createFound } from '../features/found/store.ts';
import { createLibrary } from '../features/library/store.ts';
import { createShowing } from '../features/imports/showing.ts';
import { createList } from '../features/list/store.ts';
import { createNames } from '../features/names/store.ts';
import { createOpenMeeting } from '../features/meeting/store.ts';
import { createWords } from '../features/meeting/words.ts';
import { createModels } from '../features/models/store.ts';
import { createActions } from '../features/meetings/actions.ts';
import { followMediaSession } from '../features/player/media-session.ts';
import { createSounds } from '../features/player/sounds.ts';
import { createPlayer } from '../features/player/store.ts';
import { createQueue } from '../features/queue/store.ts';
import { createRecorder } from '../features/recorder/store.ts';
import { createSettings } from '../features/settings/store.ts';
import { createSidebar } from '../features/sidebar/store.ts';
import { createSpeakers } from '../features/speakers/store.ts';
import { createSpeech } from '../features/speech/store.ts';
import { createSummaries } from '../features/summary/store.ts';
import { createTemplates } from '../features/templates/store.ts';
import { createToasts } from '../features/toasts/store.ts';
import { createTranscripts } from '../features/transcript/store.ts';
import { tellProposed } from '../features/transcript/tell-proposed.ts';
import { tellReady } from '../features/versions/tell-ready.ts';
import { chooseLocale, createTranslator } from '../i18n/translate.ts';
import { isSeen } from '../ui/is-seen.ts';
import { createLayout } from './layout-store.ts';

export type Stores = ReturnType<typeof createStores>;

/** The one place where the window is put together. */
export function createStores({ api, onState }: Connection<MeetMemo>, connection: ConnectionStore) {
  const toasts = createToasts();
  const settings = createSettings(api, toasts);
  const library = createLibrary(api, toasts);
  const open = createOpenMeeting(api, toasts);
  const isEdited = (id: string) => {
    const isTyping =
      document.activeElement?.matches('.meeting :is(input, textarea, [contenteditable])') === true;
    return open.isUnsaved(id) || editing.isUnsaved || (isTyping && open.store.getState().id === id);
  };
  const list = createList(api, toasts, isEdited);
  const sidebar = createSidebar(api, toasts);
  const words = createWords(localStorage);
  const layout = createLayout(matchMedia('(width < 1000px)'));
  const newTitle = () => {
    const chosen = settings.store.getState().settings?.language ?? 'system';
    const { language, locale } = chooseLocale(chosen, navigator.languages);
    return createTranslator(language, locale)('meeting.untitled');
  };
  const showMeeting = () => {
    layout.show('meeting');
  };
  const actions = createActions({ api, list, open, toasts, newTitle, showMeeting });
  const showing = createShowing({ api, list, toasts, showMeeting });
  const imports = createImports({ api, toasts, show: showing });
  const models = createModels(api, toasts, {
    get: () => settings.store.getState().settings?.speechModel ?? '',
    choose: (speechModel) => settings.update({ speechModel }),
    writeWith: (summaryModel) => settings.update({ summaryModel }),
  });
  const speech = createSpeech(api, toasts);
  const queue = createQueue(api, toasts);
  // To transcribe, the devices have been tried: what it runs on is known from then on.
  queue.store.subscribe(({ jobs }, before) => {
    const isDone = jobs !== before.jobs && jobs.some(({ state }) => state === 'done');
    const { speech: known, isTrying } = speech.store.getState();
    if (isDone && known === null && !isTrying) void speech.load();
  });
  const transcripts = createTranscripts(api, toasts, queue.put);
  tellReady({
    ...{ queue, toasts, kind: 'transcribe', says: 'transcript.readyIn' },
    versionsOf: async (meetingId) => (await api.transcripts.list({ meetingId })).transcripts,
    isInSight: (meetingId) =>
      open.store.getState().id === meetingId &&
      document.getElementById('meeting-transcript')?.checkVisibility() === true,
    async show(meetingId, transcriptId) {
      await imports.open(meetingId);
      words.pick(meetingId, 'transcript');
      await transcripts.choose(transcriptId);
    },
  });
  tellProposed({
    ...{ api, toasts },
    async show(meetingId, { id, transcriptId }) {
      await imports.open(meetingId);
      words.pick(meetingId, 'transcript');
      await transcripts.choose(transcriptId);
      transcripts.want(id);
    },
  });
  const summaries = createSummaries(api, toasts, queue.put);
  tellReady({
    ...{ queue, toasts, kind: 'summarize', says: 'summary.readyIn' },
    versionsOf: async (meetingId) => (await api.summaries.list({ meetingId })).summaries,
    isInSight: (_, summaryId) => isSeen(document.getElementById(`ready-${summaryId}`)),
    async show(meetingId, summaryId) {
      await imports.open(meetingId);
      words.pick(meetingId, 'summary');
      await summaries.choose(summaryId);
    },
  });
  const templates = createTemplates(api, toasts);
  const exports = createExports({
    ...{ api, toasts, queue },
    showReport: (jobId) => {
      layout.ask({ kind: 'exportReport', jobId });
    },
  });
  const editing = createEditing(api, toasts, transcripts);
  const find = createFind(api, toasts, transcripts, editing);
  const speakers = createSpeakers(api, toasts, transcripts.apply);
  const names = createNames({ api, toasts, putJobs: queue.put, apply: transcripts.apply });

  const sounds = createSounds(api);
  const titleOf = (id: string) => {
    const { meeting } = open.store.getState();
    return meeting?.id === id ? meeting.title : list.store.getState().rows.get(id)?.title;
  };
  const player = createPlayer(api, toasts, sounds, titleOf);
  const bookmarks = createBookmarks(api, toasts);
  const found = createFound(api, list, transcripts, player);
  followMediaSession(player, sounds);
  const wantSounds = () => {
    const ids = [open.store.getState().id, player.store.getState().loaded?.id];
    sounds.want(ids.filter((id) => typeof id === 'string'));
  };
  open.store.subscribe(({ id }, before) => {
    if (id === before.id) return;
    player.leftBehind(before.id);
    wantSounds();
    bookmarks.open(id);
    editing.leave();
    find.close();
    transcripts.open(id);
    summaries.open(id);
    speakers.open(id);
    names.open(id);
  });
  player.store.subscribe(({ loaded }, before) => {
    if (loaded?.id !== before.loaded?.id) wantSounds();
  });

  const recorder = createRecorder({
    api,
    onState,
    toasts,
    isApp: window.meetmemo !== undefined,
    openSheet: () => {
      layout.ask({ kind: 'record' });
    },
    closeSheet: layout.dismiss,
    openMeeting: actions.show,
    folderId: () => {
      const { view } = list.store.getState();
      return view.kind === 'folder' ? view.id : null;
    },
  });

  list.store.subscribe(({ active, selected, view }, before) => {
    open.open(selected.size > 1 ? null : active);
    if (view !== before.view) toasts.leave();
  });
  layout.store.subscribe(({ dialog }, before) => {
    if (dialog !== before.dialog) toasts.leave();
  });

  const loadLibrary = async () => {
    await Promise.all([
      list.renew(),
      sidebar.load(),
      open.reload(),
      sounds.reload(),
      bookmarks.reload(),
      transcripts.reload(),
      summaries.reload(),
      templates.load(),
      speakers.reload(),
      names.reload(),
      editing.flush(),
      queue.load(),
      models.load(),
      imports.load(),
      player.reconnected(),
      actions.saveKept(),
    ]);
  };
  const load = async () => {
    try {
      await Promise.all([library.load(), settings.load()]);
      if (library.store.getState().status?.state === 'open') await loadLibrary();
      toasts.succeeded('load');
    } catch (error) {
      if (wrapError(error).code !== 'disconnected') toasts.failed(error, 'load');
    }
  };
  api.library.statusChanged((status) => {
    library.store.setState({ status });
    if (status.state === 'open') void loadLibrary();
  });
  onState((state) => {
    connection.setState({ state });
    if (state !== 'open') return;
    toasts.isOver('disconnected');
    void load();
  });

  return {
    api,
    connection,
    toasts,
    settings,
    library,
    list,
    open,
    sounds,
    player,
    bookmarks,
    imports,
    models,
    speech,
    queue,
    transcripts,
    summaries,
    templates,
    exports,
    editing,
    find,
    found,
    speakers,
    names,
    words,
    sidebar,
    layout,
    actions,
    recorder,
  };
}
