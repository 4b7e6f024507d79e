import { createStore } from 'zustand';
import { hasEnded, type ImportItem } from '../../../src-main/contract/imports.ts';
import { AppError, type ErrorCode } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { Toasts } from '../toasts/store.ts';
import type { Gathered } from './gather.ts';
import { problemOf } from './problems.ts';
import { createSender } from './sending.ts';
import type { Showing } from './showing.ts';
import { summarise, type Items, type Summary } from './summary.ts';

interface ImportsState {
  items: Items;
  summary: Summary;
  /** How long it will still take, once that can be told. */
  msLeft: number | null;
  /** Files of this window that were not what they had been when their turn came. */
  unreadable: ReadonlySet<string>;
}

interface Dependencies {
  api: Api;
  toasts: Toasts;
  show: Showing;
}

const none: Items = new Map();
/** Before that, what is left would be a guess. */
const TELLING_MS = 2000;
const EARLIEST = Date.UTC(1990, 0, 1);

export function createImports({ api, toasts, show }: Dependencies) {
  const store = createStore<ImportsState>(() => ({
    items: none,
    summary: summarise(none),
    msLeft: null,
    unreadable: new Set(),
  }));
  /** What this window asked for and has not told the end of yet. */
  const batches = new Set<{ ids: readonly string[]; leftOut: number }>();
  /** When the present run began, and how much had been done by then. */
  let run: { at: number; share: number } | null = null;

  const sender = createSender(api, (id) => {
    store.setState(({ unreadable }) => ({ unreadable: new Set(unreadable).add(id) }));
    void api.imports.cancel({ ids: [id] }).catch(() => undefined);
  });

  function put(items: Items): void {
    const summary = summarise(items);
    run = summary.open > 0 ? (run ?? { at: Date.now(), share: summary.share }) : null;
    store.setState({ items, summary, msLeft: run && leftOf(run, summary.share) });
    sender.follow(items.values());
    for (const batch of [...batches]) {
      const own = batch.ids.map((id) => items.get(id));
      if (own.every((item) => !item || hasEnded(item))) {
        batches.delete(batch);
        tellEnd(
          own.filter((item) => item !== undefined),
          batch.leftOut,
        );
      }
    }
  }

  function take(changed: readonly ImportItem[]): void {
    const items = new Map(store.getState().items);
    for (const item of changed) items.set(item.id, item);
    put(items);
  }

  /** The end of these is told once all of them have ended. */
  function follow(added: readonly ImportItem[], leftOut: number): void {
    batches.add({ ids: added.map(({ id }) => id), leftOut });
    // What happened to them while the answer was on its way is known already.
    const { items } = store.getState();
    take(added.filter(({ id }) => !items.has(id)));
  }

  /** To import it again all the same is offered in the list. */
  function tellKnown({ name, meetingId }: ImportItem): void {
    const open = () => void (meetingId !== null && attempt(() => show.open(meetingId)));
    toasts.done(text('imports.known', { name }), { text: text('imports.open'), run: open });
  }

  function tellEnd(batch: readonly ImportItem[], leftOut: number): void {
    const [only] = batch;
    const done = batch.filter(({ state }) => state === 'done');
    const known = batch.filter(({ state }) => state === 'duplicate').length;
    const failed = batch.filter(({ state, id }) => state === 'failed' || isUnreadable(id)).length;
    if (batch.length === 1 && only) {
      if (only.state === 'done' && only.meetingId !== null)
        void show.arrived(only.meetingId).catch(() => undefined);
      if (only.state === 'duplicate') tellKnown(only);
      if (isUnreadable(only.id)) toasts.done(text('imports.unreadable'));
      else if (only.error) {
        const { code, message, details } = only.error;
        toasts.failed(
          new AppError(code as ErrorCode, message, details),
          only.id,
          problemOf(only.name, only.error),
        );
      }
    } else if (leftOut > 0) toasts.done(text('imports.doneLeftOut', { count: done.length, left: leftOut }));
    else if (failed > 0) toasts.done(text('imports.doneSome', { count: done.length, failed }));
    else if (done.length > 0) toasts.done(text('imports.doneAll', { count: done.length }));
    else if (known > 0) toasts.done(text('imports.trayKnown', { count: known }));
    // What needs no more attention leaves the list by itself; one sound that was opened shows its tracks.
    const isPlain = batch.every(
      ({ state, isDamaged, hasTracks }) =>
        state === 'done' && !isDamaged && (!hasTracks || only === batch.at(-1)),
    );
    if (isPlain && batch.length > 0) void dismiss(batch.map(({ id }) => id));
  }

  const unsent = () =>
    sender
      .ids()
      .filter((id) => ['waiting', 'uploading'].includes(store.getState().items.get(id)?.state ?? ''));
  const isUnreadable = (id: string) => store.getState().unreadable.has(id);

  const attempt = (run: () => Promise<unknown>) => toasts.attempt('imports', run);
  const dismiss = (ids?: string[]) => attempt(() => api.imports.dismiss(ids ? { ids } : {}));

  api.imports.changed(({ items }) => {
    take(items);
  });
  api.imports.dismissed(({ ids }) => {
    const items = new Map(store.getState().items);
    for (const id of ids) {
      items.delete(id);
      sender.forget(id);
    }
    put(items);
  });

  return {
    store,
    async load() {
      const { items } = await api.imports.list();
      const now = new Map(items.map((item) => [item.id, item]));
      // The core was started anew in the meantime, and knows nothing of them.
      const lost = sender.ids().filter((id) => !now.has(id));
      for (const id of lost) sender.forget(id);
      if (lost.length > 0) toasts.done(text('imports.interrupted', { count: lost.length }));
      put(now);
    },
    add: (gathering: Promise<Gathered> | Gathered, folderId: string | null) =>
      attempt(async () => {
        const { paths, files, leftOut: passedOver } = await gathering;
        const added: ImportItem[] = [];
        let leftOut = passedOver;
        if (paths.length > 0) {
          const found = await api.imports.addPaths({ paths, folderId });
          added.push(...found.items);
          leftOut += found.leftOut;
        }
        if (files.length > 0) {
          const announced = files.map(({ name, size, lastModified }) => ({
            name: name || '?',
            bytes: size,
            ...(lastModified > EARLIEST && { modifiedAt: Math.trunc(lastModified) }),
          }));
          const { items } = await api.imports.begin({ files: announced, folderId });
          for (const [index, file] of files.entries()) {
            const id = items[index]?.id;
            if (id !== undefined) sender.keep(id, file);
          }
          added.push(...items);
        }
        if (added.length === 0) {
          toasts.done(text(leftOut > 0 ? 'imports.nothing' : 'imports.emptyFolder'));
          return;
        }
        follow(added, leftOut);
      }),
    addSample: (folderId: string | null) =>
      attempt(async () => {
        const { items: added } = await api.imports.addSample({ folderId });
        follow(added, 0);
      }),
    cancel: (ids?: string[]) => attempt(() => api.imports.cancel(ids ? { ids } : {})),
    retry: (id: string) => attempt(() => api.imports.retry({ ids: [id] })),
    dismiss,
    /** Opens what an import became, or what it is a duplicate of. */
    open: (meetingId: string) => attempt(() => show.open(meetingId)),
    /** Whether the bytes are at hand to try once more. */
    canRetry: ({ id, isSent }: ImportItem) => !isSent || (sender.has(id) && !isUnreadable(id)),
    /** Bytes that only this window has are on their way. */
    get isSending() {
      return unsent().length > 0;
    },
    /** The window goes: nobody else can send what it has not sent. */
    stopSending() {
      const ids = unsent();
      if (ids.length > 0) void api.imports.cancel({ ids }).catch(() => undefined);
    },
  };
}

function leftOf(run: { at: number; share: number }, share: number): number | null {
  const elapsed = Date.now() - run.at;
  const done = share - run.share;
  return elapsed < TELLING_MS || done <= 0 ? null : Math.round((elapsed * (1 - share)) / done);
}
