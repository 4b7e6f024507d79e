import { setTimeout } from 'node:timers/promises';
import type { LogSentence } from '../../contract/logs.ts';
import { AppError, wrapError } from '../../rpc/errors.ts';
import type { Library } from '../../storage/library.ts';
import { originOf, type Logger } from '../../storage/log-files.ts';
import { createTurns } from '../../storage/turns.ts';
import type { IndexFile, KnownMeeting } from './index-file.ts';
import { createParts } from './terms.ts';
import { textsOf } from './texts.ts';

interface IndexerParts {
  library: Pick<Library, 'db' | 'status'>;
  file: IndexFile;
  log: Logger<LogSentence>;
  progressed(progress: { ready: number; total: number }): void;
}

/** Changes come in runs, such as while a person types. */
const CALM_MS = 300;
/** A meeting that takes longer to index, and changes all the time, takes no more than this part of it. */
const CHEAP_MS = 30;
const SHARE = 0.05;
const TELL_MS = 250;
/** Who searches waits for changes of a few meetings, and so long at most. */
const FEW = 20;
const WAIT_MS = 1000;

/** Brings the index up to the library, a little at a time. Nothing waits for it but who searches, and that not long. */
export function createIndexer({ library, file, log, progressed }: IndexerParts) {
  const notBefore = new Map<number, number>();
  let known: Map<number, KnownMeeting> | undefined;
  let mayBeStale = true;
  /** Meetings that are not in it as they are now, but for those whose turn has not come again. */
  let left = 0;
  let total = 0;
  let hasFailed = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let pause = createTurns();
  let toldAt = 0;
  /** Those who wait until what is deleted has left the index. */
  const waiting: PromiseWithResolvers<undefined>[] = [];
  /** Meetings with words that were deleted for good: they are taken out as a whole, and put in anew. */
  const forgetting = new Set<string>();

  const progress = () => ({ ready: total - left, total });

  function tell(isEnd: boolean): void {
    const now = performance.now();
    if (!isEnd && now - toldAt < TELL_MS) return;
    toldAt = now;
    progressed(progress());
  }

  /** What is not in the index as it is now, the newest first; and takes out what is gone. */
  function findStale(): KnownMeeting[] {
    mayBeStale = false;
    known ??= new Map(file.known().map((own) => [own.seq, own]));
    const before = known;
    const all = library.db.all<KnownMeeting>(
      'SELECT seq, id, stamp FROM meetings JOIN search_stamps ON meeting_seq = seq ORDER BY seq DESC',
    );
    const ids = new Map(all.map(({ seq, id }) => [seq, id]));
    const gone = [
      ...[...before.values()].filter(({ seq, id }) => ids.get(seq) !== id),
      ...all.filter(({ id }) => forgetting.has(id)),
    ].map(({ seq }) => seq);
    if (gone.length > 0) file.remove(gone);
    forgetting.clear();
    for (const seq of gone) {
      before.delete(seq);
      notBefore.delete(seq);
    }
    total = all.length;
    return all.filter(({ seq, stamp }) => before.get(seq)?.stamp !== stamp);
  }

  async function index(meeting: KnownMeeting): Promise<void> {
    const { seq } = meeting;
    const started = performance.now();
    const parts = createParts();
    for (const { text, isAbout, goesOn } of textsOf(library.db, seq)) {
      if (!goesOn) parts.gap();
      if (isAbout) parts.addAbout(text);
      else parts.add(text);
      await pause();
      if (isClosed) return;
    }
    const texts = parts.take();
    for (const [part, words] of texts.entries()) {
      file.putPart(seq, part, words);
      await pause();
      if (isClosed) return;
    }
    file.finish(meeting, texts.length);
    left -= 1;
    known?.set(seq, meeting);
    const ms = performance.now() - started;
    if (ms > CHEAP_MS) notBefore.set(seq, performance.now() + ms / SHARE);
  }

  /** Before the words of others are looked at: what was deleted for good should not be found by anyone. */
  async function forget(): Promise<void> {
    while (file.hasTraces() && file.tidy()) {
      await pause();
      if (isClosed) return;
    }
  }

  async function catchUp(due: readonly KnownMeeting[]): Promise<void> {
    for (const meeting of due) {
      await index(meeting);
      tell(false);
      while (!isClosed && file.merge()) await pause();
      // The list may be an old one by now.
      if (isClosed || mayBeStale) return;
    }
    if (due.length > 0) tell(true);
  }

  async function work(): Promise<void> {
    pause = createTurns();
    do {
      const asked = waiting.length;
      const stale = findStale();
      const now = performance.now();
      const due = stale.filter(({ seq }) => (notBefore.get(seq) ?? 0) <= now);
      left = due.length;
      await forget();
      for (const { resolve } of waiting.splice(0, asked)) resolve(undefined);
      await catchUp(due);
      const waits = stale.map(({ seq }) => (notBefore.get(seq) ?? 0) - now).filter((ms) => ms > 0);
      if (waits.length > 0) wakeAfter(Math.max(CALM_MS, Math.min(...waits)));
    } while (mayBeStale && !isClosed);
  }

  async function tryWork(): Promise<void> {
    if (library.status.state !== 'open') return;
    try {
      // One that was damaged has been thrown away, and is made anew.
      await work().catch((error: unknown) => {
        if (wrapError(error).code !== 'library_damaged') throw error;
        return work();
      });
      hasFailed = false;
    } catch (error) {
      known = undefined;
      mayBeStale = true;
      // On a full disk nothing can be done until something changes, and it is said once.
      const { code } = wrapError(error);
      if (!isClosed && !hasFailed)
        log.warn('the search index could not be written', { code, stack: originOf(error) });
      hasFailed = true;
      if (waiting.length > 0) forgetAll();
    }
  }

  /** Where words can't be taken out, on a full disk, all of it goes: that needs no room, and it can be made anew. */
  function forgetAll(): void {
    try {
      file.discard();
      forgetting.clear();
      wakeAfter(CALM_MS);
    } catch (error) {
      const { code } = wrapError(error);
      const text = 'This is deleted, but its words could not be taken out of the search index yet.';
      for (const { reject } of waiting.splice(0)) reject(new AppError(code, text));
    }
  }

  /** One at a time; whoever asks meanwhile waits for the same. Never fails. */
  function run(): Promise<void> {
    working ??= tryWork().finally(() => {
      working = undefined;
      for (const { resolve } of waiting.splice(0)) resolve(undefined);
    });
    return working;
  }

  function wakeAfter(ms: number): void {
    clearTimeout(timer);
    timer = globalThis.setTimeout(() => void run(), ms);
    timer.unref();
  }

  function changed(): void {
    mayBeStale = true;
    wakeAfter(CALM_MS);
  }

  return {
    /** Something may be other now in the library. */
    changed,
    /** Another library may be there, or another index. */
    renewed(): void {
      known = undefined;
      changed();
    },
    /** Waits for what has just changed, but not for all of a library that is new to it. */
    async current(): Promise<void> {
      if (!mayBeStale && working === undefined) return;
      if (left > FEW) return;
      await Promise.race([run(), setTimeout(WAIT_MS, undefined, { ref: false })]);
    },
    /** Waits until nothing is left in it of what was deleted for good, of these meetings; throws where that can't be. */
    async forgotten(meetingIds: readonly string[]): Promise<void> {
      for (const id of meetingIds) forgetting.add(id);
      mayBeStale = true;
      const own = Promise.withResolvers<undefined>();
      waiting.push(own);
      void run();
      await own.promise;
    },
    progress,
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await working;
      file.close();
    },
  };
}

export type Indexer = ReturnType<typeof createIndexer>;
