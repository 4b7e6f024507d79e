import { createStore } from 'zustand';
import type { Backup, LibraryStatus } from '../../../src-main/contract/library.ts';
import { text } from '../../i18n/translate.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';

interface LibraryState {
  status: LibraryStatus | null;
  backups: readonly Backup[] | null;
  busy: 'backingUp' | 'restoring' | null;
}

export function createLibrary(api: Api, toasts: Toasts) {
  const store = createStore<LibraryState>(() => ({ status: null, backups: null, busy: null }));

  async function loadBackups() {
    const { backups } = await api.library.backups();
    store.setState({ backups });
  }

  async function doing(busy: 'backingUp' | 'restoring', run: () => Promise<void>) {
    store.setState({ busy });
    try {
      await run();
      toasts.succeeded(busy);
    } catch (error) {
      toasts.failed(error, busy);
    }
    store.setState({ busy: null });
  }

  return {
    store,
    async load() {
      store.setState({ status: await api.library.status() });
    },
    loadBackups: () =>
      loadBackups().catch((error: unknown) => {
        toasts.failed(error, 'backups');
      }),
    backUp: () =>
      doing('backingUp', async () => {
        await api.library.backUp();
        await loadBackups();
        toasts.done(text('done.backedUp'));
      }),
    restore: (name: string) =>
      doing('restoring', async () => {
        const status = await api.library.restore({ name });
        store.setState({ status });
        await loadBackups();
        toasts.done(text('done.restoredBackup'));
      }),
  };
}
