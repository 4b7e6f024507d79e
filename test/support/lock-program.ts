import { createInterface } from 'node:readline';
import { acquireLock, type Lock } from '../../src-main/storage/lock.ts';
import { AppError } from '../../src-main/rpc/errors.ts';

/** Tries to take each lock file that it is told of, says what came of it, and lets go of it with an empty line. */
let lock: Lock | undefined;
const say = (outcome: unknown) => process.stdout.write(`${JSON.stringify(outcome)}\n`);
say({ ready: true });
createInterface({ input: process.stdin }).on('line', (file) => {
  if (file === '') {
    lock?.release();
    lock = undefined;
    say({ released: true });
    return;
  }
  try {
    lock = acquireLock(file);
    say({ won: process.pid });
  } catch (error) {
    say(error instanceof AppError ? { code: error.code, details: error.details } : { thrown: String(error) });
  }
});
