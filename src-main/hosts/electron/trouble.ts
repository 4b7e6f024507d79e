import type { Log } from '../../core/create-core.ts';
import { originOf } from '../../storage/log-files.ts';

export interface TroubleParts {
  app: {
    on(event: 'child-process-gone', listener: (event: unknown, details: Gone) => void): unknown;
  };
  dialog: {
    showMessageBox(options: { type: 'error'; message: string; detail: string }): Promise<unknown>;
  };
  process: {
    on(event: 'uncaughtException', listener: (error: Error) => void): unknown;
    on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
  };
}
interface Gone {
  readonly type: string;
  readonly reason: string;
  readonly exitCode: number;
}

/** A defect in one corner must not take a running recording with it: it is logged, told once, and the app goes on. */
export function reportTrouble({ app, dialog, process }: TroubleParts, log: Log): void {
  let told = false;
  const report = (error: unknown) => {
    log.error('something failed that nobody waited for', {
      error: error instanceof Error ? error.name : typeof error,
      stack: originOf(error),
    });
    if (told) return;
    told = true;
    void dialog.showMessageBox({
      type: 'error',
      message: 'Something went wrong inside MeetMemo.',
      detail:
        'What was saved is safe, and MeetMemo goes on. If it behaves oddly, restart it. The log has the details.',
    });
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('a helper process ended', { kind: type, reason, exit: exitCode });
  });
}

/** Tells of the 1st, 2nd, 4th, 8th … time: a hostile page must not fill the log. */
export function counting(tell: (count: number) => void): () => void {
  let count = 0;
  return () => {
    count += 1;
    if (Number.isInteger(Math.log2(count))) tell(count);
  };
}
