import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import type { CounterName } from '../contract/diagnostics.ts';
import { contract, type MeetMemo } from '../contract/index.ts';
import type { LogSentence } from '../contract/logs.ts';
import { createAudio } from '../features/audio/create-audio.ts';
import { bookmarkHandlers } from '../features/bookmarks/handlers.ts';
import { createMeetings } from '../features/meetings/changes.ts';
import { findRows, toRow } from '../features/meetings/rows.ts';
import { openMediaFolder } from '../storage/media-folder.ts';
import { createEngine } from '../engines/process/launch.ts';
import { diagnosticsHandlers } from '../features/diagnostics/handlers.ts';
import { createMetrics } from '../features/diagnostics/metrics.ts';
import { flagHandlers, requireFlag } from '../features/flags/handlers.ts';
import { folderHandlers } from '../features/folders/handlers.ts';
import { libraryHandlers } from '../features/library/handlers.ts';
import { logHandlers } from '../features/logs/handlers.ts';
import { meetingHandlers } from '../features/meetings/handlers.ts';
import { createModels } from '../features/models/create-models.ts';
import { settingsHandlers } from '../features/settings/handlers.ts';
import { openSettings } from '../features/settings/settings.ts';
import { createQueue } from '../jobs/create-queue.ts';
import { connect, type Connection } from '../rpc/connect.ts';
import type { EventPayload } from '../rpc/define.ts';
import { createEventBus } from '../rpc/events.ts';
import { portPair, type Port } from '../rpc/port.ts';
import { routes, serve, type CallReport, type ServeOptions } from '../rpc/serve.ts';
import { openLibrary } from '../storage/library.ts';
import { openLogFiles, originOf, type Logger } from '../storage/log-files.ts';
import { migrations } from '../storage/migrations/index.ts';
import { createBucket } from './bucket.ts';
import { exportsOf } from './exports.ts';
import type { Host } from './host.ts';
import { jobsWithMeetings } from './jobs-with-meetings.ts';
import { createSampleTest } from './sample.ts';
import { searchOf } from './search.ts';
import { sampleOf, speechOf } from './speech.ts';
import { summariesOf } from './summaries.ts';
import { transcriptsOf } from './transcripts.ts';
import { answerMedia, type MediaAnswer } from './media-range.ts';

export type Log = Logger<LogSentence>;

/** How often to see whether a day has passed since the last copy, and whether a full disk has room again. */
const LOOK_MS = 60 * 60 * 1000;
/** A decoder that has nothing to do is let go after this. */
const AUDIO_IDLE_MS = 60_000;
/** The same for the engines of models, which take longer to come back. */
const SPEECH_IDLE_MS = 5 * 60_000;
const TEXT_IDLE_MS = 60_000;
/** How long a window that was recording may be away before its recording is closed. */
const RECORDER_GRACE_MS = 30_000;

export interface Core {
  /** Answers a client over a port; the returned function ends the connection. `limit` throws when it calls too often. */
  serve(port: Port, limit?: () => void): () => void;
  /** A client in this process. */
  connect(): Connection<MeetMemo>;
  log: Log;
  /** The answer to a request for a sound, whose paths begin with `/media/`; undefined for all other paths. */
  media(path: string, range: string | undefined): MediaAnswer | undefined;
  /** Counts something for the diagnostics. */
  count(name: CounterName): void;
  close(): Promise<void>;
}

/** The one place where everything is put together. Throws `library_busy` when another process has the library. */
export function createCore(host: Host): Core {
  const calls = new AsyncLocalStorage<string>();
  const metrics = createMetrics();
  const refusals = createBucket(200, 1);
  const settings = openSettings(host.settingsStore);
  const log = openLogFiles<LogSentence>(
    join(host.home, 'logs'),
    () => {
      const { logLevel, logDays, logMegabytes } = settings.get();
      return { level: logLevel, days: logDays, megabytes: logMegabytes };
    },
    () => calls.getStore(),
  );
  const onSlowQuery = (query: string, ms: number) => {
    log.warn('a query was slow', { query, ms: Math.round(ms) });
  };
  const library = openLibrary({ home: host.home, migrations, onSlowQuery, onReopened: recover });
  const bus = createEventBus<MeetMemo>();
  const onCrash = (exit: number | null) => {
    metrics.count('engine crashes');
    log.error('the engine process ended', { exit: exit ?? 'signal' });
  };
  const silence = host.engineSilentMs === undefined ? {} : { silentMs: host.engineSilentMs };
  const engine = createEngine(host.spawnEngine, onCrash, { idleMs: SPEECH_IDLE_MS, ...silence });
  // Neither takes the other with it when it crashes, and each is ended to make room for the other.
  const languageEngine = createEngine(host.spawnEngine, onCrash, { idleMs: SPEECH_IDLE_MS, ...silence });
  // A process of its own: a file that makes a decoder crash must not take a transcription with it.
  const audioEngine = createEngine(host.spawnEngine, onCrash, { idleMs: AUDIO_IDLE_MS, ...silence });
  const textEngine = createEngine(host.spawnEngine, onCrash, { idleMs: TEXT_IDLE_MS, ...silence });
  // Ended whenever a pattern runs away: what is no pattern does not wait for it.
  const patternEngine = createEngine(host.spawnEngine, onCrash, { idleMs: TEXT_IDLE_MS, ...silence });
  const flagStore = {
    read: () => settings.get().flags,
    write: (flags: Record<string, boolean>) => {
      settings.update({ flags });
    },
  };
  settings.onChange((current) => {
    bus.emit('settings.changed', current);
  });

  const speech = speechOf({
    ...{ host, engine, audioEngine, settings: settings.get, emit: bus.emit, log },
    isFree: () => !queue.isAtWork('models'),
    model: () => models.findUsual(settings.get().speechModel),
  });
  settings.onChange(speech.settingsChanged);
  bus.onAny(({ name, payload }) => {
    if (name === 'recorder.ended')
      speech.captions.ended((payload as EventPayload<MeetMemo, 'recorder.ended'>).meetingId);
  });

  const announceMeeting = (id: string, isNew = false) => {
    const meetings = findRows(library.db, [id]).map(toRow);
    bus.emit(isNew ? 'meetings.created' : 'meetings.updated', { meetings });
  };
  const audio = createAudio({
    library,
    media: openMediaFolder(host.home),
    engine: audioEngine,
    settings: settings.get,
    emit: bus.emit,
    home: host.home,
    samplePath: sampleOf(host),
    log,
    graceMs: host.recorderGraceMs ?? RECORDER_GRACE_MS,
    announceMeeting,
    onSound: speech.captions.heard,
    takeIn: (data, options) => exports.takeIn(data, options),
    createMeeting(draft) {
      createMeetings(library.db, [draft]);
    },
    onNewSound(meetingId, source) {
      const { transcribeRecordings, transcribeImports } = settings.get();
      if (source === 'recorded' ? transcribeRecordings : transcribeImports)
        transcripts.startUnasked(meetingId);
    },
  });

  let modelAtWork: string | undefined;
  const isSample = createSampleTest(host.resources, library);
  const transcripts = transcriptsOf({
    ...{ library, engine, audio, audioEngine, textEngine, patternEngine, log },
    emit: bus.emit,
    settings: settings.get,
    saveVocabulary(vocabulary) {
      settings.update({ vocabulary });
    },
    appVersion: host.appVersion,
    findModel: (id, meetingId) => models.find(id, isSample(meetingId)),
    usualModel: (meetingId) => models.findUsual(settings.get().speechModel, isSample(meetingId)),
    useModel(id) {
      modelAtWork = id;
      languageEngine.rest();
    },
    chooseDevice: speech.chosen,
    forgetWords: (meetingId) => search.forgotten([meetingId]),
    forgetVersion(id) {
      queue.forgetVersion(id);
    },
    addJob: (job) => queue.add(job),
    jobsUnderWay: (meetingId) => queue.underWay(meetingId),
    jobOptions: (id) => queue.optionsOf(id),
    wakeQueue() {
      queue.wake();
    },
  });
  const exports = exportsOf({ host, log, library, queue: () => queue });
  const summaries = summariesOf({
    ...{ library, bus, appVersion: host.appVersion, log, languageEngine },
    rename: (id, name) => transcripts.rename(id, name),
    settings: settings.get,
    models: () => models,
    chooseDevice: speech.chosen,
    useModel(id) {
      modelAtWork = id;
      engine.rest();
    },
    forgetWords: (meetingId) => search.forgotten([meetingId]),
    forgetVersion(id) {
      queue.forgetVersion(id);
    },
    addJob: (job) => queue.add(job),
    jobsUnderWay: (meetingId) => queue.underWay(meetingId),
    jobOptions: (id) => queue.optionsOf(id),
    wakeQueue() {
      queue.wake();
    },
  });
  const queue = createQueue({
    library,
    kinds: { ...transcripts.kinds, ...exports.kinds, ...summaries.kinds },
    emit: bus.emit,
    settings,
    power: host.power,
    log,
    restartEngine(lane) {
      if (lane !== 'models') return;
      engine.restart();
      languageEngine.restart();
    },
    ...(host.jobTimes && { times: host.jobTimes }),
  });
  settings.onChange(queue.onSettingsChanged);
  const search = searchOf({ library, bus, home: host.home, log, onSlowQuery });
  const files = search.withFiles(jobsWithMeetings(bus, queue, audio, exports));
  const beside = {
    mustRest: audio.mustRest,
    recover(isRestored: boolean) {
      audio.recover(isRestored);
      queue.recover(host.leavesJobs !== true);
    },
  };
  const models = createModels({
    ...{ library, home: host.home, resources: host.resources, engine: audioEngine, log },
    settings: settings.get,
    emit: bus.emit,
    ...(host.patience && { patience: host.patience }),
    isInUse: (id) => id === modelAtWork && queue.isAtWork('models'),
    graphicsBytes: speech.graphicsBytes,
  });

  const all = routes<MeetMemo>(contract, {
    meetings: meetingHandlers(library, bus.emit, files),
    ...search.handlers,
    ...audio.handlers,
    bookmarks: bookmarkHandlers(library, bus.emit),
    jobs: queue.handlers,
    exports: exports.handlers,
    ...transcripts.handlers,
    ...summaries.handlers,
    models: models.handlers,
    speech: speech.handlers,
    folders: folderHandlers(library, bus.emit),
    library: libraryHandlers(library, bus.emit, beside),
    settings: settingsHandlers(settings),
    flags: flagHandlers(flagStore, bus.emit),
    logs: logHandlers(log, bus.emit),
    diagnostics: diagnosticsHandlers({
      home: host.home,
      host: host.name,
      appVersion: host.appVersion,
      electronVersion: host.electronVersion,
      library,
      logs: log,
      metrics,
      probeEngine: async (signal) => ({
        ...(await engine.use(({ engine: own }) => own.probe({}, { signal }))),
        device: speech.chosenBefore()?.name,
      }),
    }),
  });

  /** What a crash left undone in a library that has just been opened. */
  function recover(): void {
    search.renewed();
    audio.recover(false);
    void models.recover();
    exports.recover(queue.isUnderWay);
  }

  function onCall({ method, ms, error }: CallReport): void {
    metrics.time(all.has(method) ? method : 'unknown', ms, error !== undefined);
    if (!error) {
      log.debug('call', { method, ms: Math.round(ms) });
      return;
    }
    const known = all.has(method) ? method : undefined;
    const fields = { method: known, code: error.code, ms: Math.round(ms) };
    if (error.cause === undefined) {
      // A flood of bad calls must not push everything else out of the log.
      if (error.code !== 'rate_limited' && refusals.take()) log.info('call refused', fields);
      else log.debug('call refused', fields);
    } else {
      const { cause } = error;
      log.error('call failed', {
        ...fields,
        error: cause instanceof Error ? cause.name : typeof cause,
        native: typeof error.details.native === 'string' ? error.details.native : undefined,
        stack: originOf(cause),
      });
    }
  }

  const optionsWith = (limit?: () => void): ServeOptions => ({
    around: (context, run) => calls.run(context.trace, run),
    admit: (_name, definition) => {
      limit?.();
      if (definition?.flag !== undefined) requireFlag(flagStore, definition.flag);
    },
    onCall,
    checkOutput: host.checkOutput ?? false,
  });

  const open = new Set<() => void>();
  const { state, code } = library.status;
  if (state === 'open') {
    log.info('library open', { host: host.name, version: host.appVersion });
    recover();
  } else log.error('library not usable', { host: host.name, code: code ?? undefined });
  // Of a library that can't be used now, whenever it can be.
  queue.recover(host.leavesJobs !== true);
  if (settings.setAside().length > 0) log.warn('settings set aside', { count: settings.setAside().length });

  function serveCore(port: Port, limit?: () => void): () => void {
    const end = serve(contract, all, bus, port, optionsWith(limit));
    const own = () => {
      open.delete(own);
      end();
    };
    open.add(own);
    port.onClose(() => open.delete(own));
    return own;
  }

  /** At the end, when nobody waits for the copy, and meanwhile for an app that is left open for weeks. */
  function backUpDaily(): void {
    try {
      if (host.name !== 'headless' && library.status.state === 'open')
        library.backUpDaily(settings.get().backupsKept);
    } catch (error) {
      log.error('the daily backup failed', { stack: originOf(error) });
    }
  }
  const looking = setInterval(() => {
    library.keepReserve();
    backUpDaily();
  }, LOOK_MS);
  looking.unref();

  return {
    serve: serveCore,
    connect() {
      const [near, far] = portPair();
      serveCore(far);
      return connect(contract, () => near);
    },
    log,
    media(path, range) {
      if (!path.startsWith('/media/')) return undefined;
      try {
        return answerMedia(audio.media(path), range);
      } catch {
        // The library is closed, or its disk is gone: to a player the sound is not there.
        return answerMedia(undefined, range);
      }
    },
    count: (name) => {
      metrics.count(name);
    },
    async close() {
      for (const end of [...open]) end();
      speech.close();
      summaries.close();
      const closed = Promise.all([audio.close(), queue.close(), models.close(), search.close()]);
      engine.stop();
      languageEngine.stop();
      clearInterval(looking);
      audioEngine.stop();
      textEngine.stop();
      patternEngine.stop();
      await closed;
      backUpDaily();
      log.info('library closed');
      library.close();
    },
  };
}
