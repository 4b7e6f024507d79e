import { setTimeout } from 'node:timers/promises';
import type { LogSentence } from '../../contract/logs.ts';
import { wrapError } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import { originOf, type Logger } from '../../storage/log-files.ts';
import { createTurns } from '../../storage/turns.ts';
import type { IndexFile, KnownMeeting } from './index-file.ts';
import { createParts } from './terms.ts';
import { textsOf } from './texts.ts';

interface IndexerParts {
  library: { readonly db: Db };
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
  let unready = 0;
  let total = 0;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let pause = createTurns();
  let toldAt = 0;
  /** Those who wait until what is deleted has left the index. */
  const waiting: (() => void)[] = [];

  function tell(isEnd: boolean): void {
    const now = performance.now();
    if (!isEnd && now - toldAt < TELL_MS) return;
    toldAt = now;
    progressed({ ready: total - unready, total });
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
    const gone = [...before.values()].filter(({ seq, id }) => ids.get(seq) !== id).map(({ seq }) => seq);
    if (gone.length > 0) file.remove(gone);
    for (const seq of gone) {
      before.delete(seq);
      notBefore.delete(seq);
    }
    total = all.length;
    const stale = all.filter(({ seq, stamp }) => before.get(seq)?.stamp !== stamp);
    unready = stale.filter(({ seq }) => !before.has(seq)).length;
    return stale;
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
    if (!known?.has(seq)) unready -= 1;
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
      await forget();
      for (const done of waiting.splice(0, asked)) done();
      const now = performance.now();
      const due = stale.filter(({ seq }) => (notBefore.get(seq) ?? 0) <= now);
      await catchUp(due);
      if (due.length < stale.length)
        wakeAfter(Math.max(CALM_MS, ...stale.map(({ seq }) => (notBefore.get(seq) ?? 0) - now)));
    } while (mayBeStale && !isClosed);
  }

  /** One at a time; whoever asks meanwhile waits for the same. Never fails. */
  function run(): Promise<void> {
    working ??= work()
      .catch((error: unknown) => {
        known = undefined;
        // On a full disk, or without a library, nothing can be done until something changes.
        if (!isClosed) {
          const { code } = wrapError(error);
          log.warn('the search index could not be written', { code, stack: originOf(error) });
        }
      })
      .finally(() => {
        working = undefined;
        for (const done of waiting.splice(0)) done();
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
      if (unready > FEW) return;
      await Promise.race([run(), setTimeout(WAIT_MS, undefined, { ref: false })]);
    },
    /** Waits until nothing is left in it of what was deleted for good. */
    async forgotten(): Promise<void> {
      mayBeStale = true;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.push(() => {
        resolve(undefined);
      });
      void run();
      await promise;
    },
    progress: () => ({ ready: total - unready, total }),
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await working;
      file.close();
    },
  };
}

export type Indexer = ReturnType<typeof createIndexer>;
