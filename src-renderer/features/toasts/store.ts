import { createStore } from 'zustand';
import {
  wrapError,
  type ErrorCode,
  type ErrorDetails,
  type ErrorShape,
} from '../../../src-main/rpc/errors.ts';
import { errorText } from '../../i18n/error-text.ts';
import type { TextKey } from '../../i18n/en.ts';
import { text, type Text } from '../../i18n/translate.ts';
import { createUndoStack, PartlyDone, type WayBack } from './undo-stack.ts';

export interface Toast {
  id: number;
  text: Text;
  error: ErrorShape | null;
  /** The name of the file that is meant. */
  file: string | null;
  /** What was tried: an error goes when the same succeeds later. */
  about: string | null;
  canUndo: boolean;
  /** What else can be done about it. */
  action: { text: Text; run: () => void } | null;
  /** Words that are nowhere else any more. */
  words: string | null;
  /** It tells of something that is said nowhere else: it goes when it is dismissed. */
  isKept: boolean;
  shownAt: number;
}

const MAX_SHOWN = 3;

/** Codes that mean something of their own here. */
export type OwnTexts = Partial<Record<ErrorCode, TextKey | ((details: ErrorDetails) => TextKey)>>;

/** Says what happened, and keeps the way back to it. */
export function createToasts() {
  const store = createStore<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
  const undoStack = createUndoStack();
  let lastId = 0;

  const keepOnly = (stays: (toast: Toast) => boolean) => {
    const { toasts } = store.getState();
    if (!toasts.every(stays)) store.setState({ toasts: toasts.filter(stays) });
  };
  const dismiss = (id: number) => {
    keepOnly((toast) => toast.id !== id);
  };
  /** One notice, one toast of rescued words, and as many of the newest errors as there is room for. */
  const show = (what: Pick<Toast, 'text'> & Partial<Toast>) => {
    const id = (lastId += 1);
    const plain = {
      ...{ error: null, file: null, about: null, canUndo: false },
      ...{ action: null, words: null, isKept: false },
    };
    const toast: Toast = { ...plain, ...what, id, shownAt: Date.now() };
    const { toasts } = store.getState();
    const replaces = (other: Toast) => isSameKind(toast, other);
    const all = [...toasts.filter((other) => !replaces(other)), toast];
    const errors = all.filter(({ error }) => error);
    const tooMany = errors.slice(0, Math.max(0, all.length - MAX_SHOWN));
    store.setState({ toasts: all.filter((other) => !tooMany.includes(other)) });
    return id;
  };
  const done = (what: Text, action: Toast['action'] = null) => {
    show({ text: what, action });
  };
  /** Says what stays until the person, or `succeeded`, takes it away. */
  const keep = (what: Text, about: string, action: Toast['action']) => {
    show({ text: what, about, action, isKept: true });
  };
  /** `what`: where there is more to say than what the code says everywhere. */
  const failed = (thrown: unknown, about: string | null = null, what?: Text, file: string | null = null) => {
    if (thrown instanceof PartlyDone) {
      const { done: ids, count, cause, wayBack } = thrown;
      const said = text('toasts.partly', { done: ids.length, count });
      const id = show({
        text: said,
        error: wrapError(cause).toShape(),
        about,
        canUndo: wayBack !== undefined,
      });
      if (wayBack) undoStack.push(id, Promise.resolve(), { ...wayBack, ids });
      return;
    }
    const error = wrapError(thrown).toShape();
    if (error.code !== 'cancelled') show({ text: what ?? errorText(error), error, about, file });
  };

  /** What failed before has now been done. */
  const succeeded = (about: string) => {
    keepOnly((toast) => toast.about !== about);
  };

  return {
    store,
    dismiss,
    failed,
    done,
    keep,
    succeeded,
    /** Does something, and says why it failed, until it succeeds. Whether it was done. */
    async attempt(
      about: string,
      run: () => Promise<unknown>,
      own: OwnTexts = {},
      file: string | null = null,
    ): Promise<boolean> {
      try {
        await run();
        succeeded(about);
        return true;
      } catch (error) {
        const { code, details } = wrapError(error);
        const said = own[code];
        const key = typeof said === 'function' ? said(details) : said;
        failed(error, about, key && { key, values: {} }, file);
        return false;
      }
    },
    /** The reason for these errors is gone. */
    isOver(code: ErrorCode) {
      keepOnly(({ error }) => error?.code !== code);
    },
    /** The person has gone on to something else. */
    leave() {
      keepOnly(({ error }) => !error);
    },
    /** Words that could not be saved and have no meeting any more stay until they are copied or dismissed. */
    rescue(words: string, what = text('toasts.rescued')) {
      const before = store.getState().toasts.find((toast) => toast.words !== null)?.words;
      show({ text: what, words: before ? `${before}\n\n${words}` : words });
    },
    get hasWords() {
      return store.getState().toasts.some(({ words }) => words !== null);
    },
    /** Says at once what is being done, so that it can be taken back at once; a failure takes the words back. */
    async doing(what: Text, work: Promise<unknown>, wayBack: WayBack) {
      const id = show({ text: what, canUndo: true });
      undoStack.push(id, work, wayBack);
      try {
        await work;
      } catch (error) {
        dismiss(id);
        undoStack.drop(id);
        if (error instanceof PartlyDone) error.wayBack = wayBack;
        throw error;
      }
    },
    get canUndo() {
      return !undoStack.isEmpty;
    },
    /** A way back from what one sees oneself, without a notice. */
    keepWayBack(wayBack: WayBack) {
      undoStack.push((lastId += 1), Promise.resolve(), wayBack);
    },
    /** These meetings are gone for good: what can't be taken back any more is no longer offered. */
    forgetMeetings(ids: readonly string[]) {
      for (const id of undoStack.forget(ids)) dismiss(id);
    },
    /** Takes back one step: the given one, or the last. */
    async undo(id?: number) {
      try {
        const undone = await undoStack.undo(id, dismiss);
        done(text(undone ? 'done.undone' : 'done.nothingToUndo'));
      } catch (error) {
        failed(error, 'undo');
      }
    },
  };
}

function isSameKind(one: Toast, other: Toast): boolean {
  if (one.error) return one.error.code === other.error?.code && one.file === other.file;
  if (one.isKept || other.isKept) return one.isKept && one.about === other.about;
  return !other.error && (one.words === null) === (other.words === null);
}

export type Toasts = ReturnType<typeof createToasts>;
