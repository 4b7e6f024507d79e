import { createStore } from 'zustand';
import { wrapError, type ErrorShape } from '../../../src-main/rpc/errors.ts';
import { text, type Text } from '../../i18n/translate.ts';

export interface Toast {
  id: number;
  text: Text;
  error: ErrorShape | null;
  canUndo: boolean;
  shownAt: number;
}

interface Undoable {
  id: number;
  run: () => Promise<void>;
}

const MAX_ERRORS = 2;
const MAX_UNDO = 50;

/** Says what happened, and keeps the way back to it. */
export function createToasts() {
  const store = createStore<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
  const undoable: Undoable[] = [];
  let lastId = 0;

  /** One notice at a time; errors stay until they are dismissed. */
  const show = (what: Omit<Toast, 'id' | 'shownAt'>) => {
    const id = (lastId += 1);
    const toast = { ...what, id, shownAt: Date.now() };
    store.setState(({ toasts }) => {
      const errors = toasts.filter(({ error }) => error && error.code !== toast.error?.code);
      return {
        toasts: toast.error
          ? [...toasts.filter(({ error }) => !error), ...errors.slice(1 - MAX_ERRORS), toast]
          : [...errors, toast],
      };
    });
    return id;
  };
  const dismiss = (id: number) => {
    store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
  };
  const failed = (thrown: unknown) => {
    const error = wrapError(thrown).toShape();
    if (error.code !== 'cancelled') show({ text: text(`error.${error.code}`), error, canUndo: false });
  };

  const forget = (id: number) => {
    const at = undoable.findIndex((entry) => entry.id === id);
    if (at >= 0) undoable.splice(at, 1);
  };

  return {
    store,
    dismiss,
    failed,
    done(what: Text) {
      show({ text: what, error: null, canUndo: false });
    },
    /** Says at once what is being done, so that it can be taken back at once; a failure takes the words back. */
    async doing(what: Text, work: Promise<unknown>, undo: () => Promise<unknown>) {
      const id = show({ text: what, error: null, canUndo: true });
      const run = async () => {
        await work;
        await undo();
      };
      undoable.push({ id, run });
      if (undoable.length > MAX_UNDO) undoable.shift();
      try {
        await work;
      } catch (error) {
        dismiss(id);
        forget(id);
        throw error;
      }
    },
    /** Takes back one step: the given one, or the last. */
    async undo(id = undoable.at(-1)?.id) {
      const at = undoable.findIndex((entry) => entry.id === id);
      const [entry] = at < 0 ? [] : undoable.splice(at, 1);
      if (!entry) return;
      dismiss(entry.id);
      try {
        await entry.run();
        show({ text: text('done.undone'), error: null, canUndo: false });
      } catch (error) {
        if (wrapError(error).code === 'disconnected') undoable.push(entry);
        failed(error);
      }
    },
  };
}

export type Toasts = ReturnType<typeof createToasts>;
