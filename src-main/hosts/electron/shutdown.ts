import type { Log } from '../../core/create-core.ts';

interface Preventable {
  preventDefault(): void;
}

export interface QuittingApp {
  on(event: 'will-quit', listener: (event: Preventable) => void): unknown;
  quit(): void;
  exit(code: number): void;
}

/** Electron's types leave out the event that its documentation promises. */
export interface PowerMonitorLike {
  on(event: 'shutdown', listener: (event?: Preventable) => void): unknown;
}

const LIMIT_MS = 10_000;

/** Flushes the library before the process ends, by will-quit: at before-quit a window could still say no. */
export function closeBeforeQuit(
  app: QuittingApp,
  powerMonitor: PowerMonitorLike,
  close: () => Promise<void>,
  log: Log,
): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    const timer = setTimeout(() => {
      log.error('closing took too long');
      app.exit(1);
    }, LIMIT_MS);
    void close()
      .then(
        () => 0,
        () => 1,
      )
      .then((code) => {
        clearTimeout(timer);
        app.exit(code);
      });
  });
  powerMonitor.on('shutdown', (event) => {
    event?.preventDefault();
    app.quit();
  });
}
