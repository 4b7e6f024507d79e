import { closeSync, openSync, writeSync } from 'node:fs';
import { AppError, wrapError } from '../rpc/errors.ts';

/** A file whose bytes come in pieces. `idleMs`: how long the next one may take. */
export function openUpload(path: string, bytes: number, signal: AbortSignal, idleMs: number) {
  const handle = openSync(path, 'wx', 0o600);
  let done = 0;
  let isOpen = true;
  let idle: NodeJS.Timeout | undefined;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const end = (error?: AppError) => {
    if (!isOpen) return;
    isOpen = false;
    clearTimeout(idle);
    signal.removeEventListener('abort', cancel);
    closeSync(handle);
    if (error) reject(error);
    else resolve(undefined);
  };
  const fail = (error: AppError): never => {
    end(error);
    throw error;
  };
  const cancel = () => {
    end(new AppError('cancelled', 'Cancelled.'));
  };
  const wait = () => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      end(new AppError('disconnected', 'The window stopped sending this file. It was not taken in.'));
    }, idleMs);
    idle.unref();
  };
  // Not synced: it is read again at once, and what becomes of it is.
  const finishWhenWhole = () => {
    if (done >= bytes) end();
  };

  return {
    /** Settles once all bytes are in the file. */
    whole: promise,
    start() {
      signal.addEventListener('abort', cancel);
      wait();
      if (signal.aborted) cancel();
      else finishWhenWhole();
    },
    append(offset: number, data: Uint8Array): number {
      if (!isOpen) throw new AppError('conflict', 'This file is not being sent any more.');
      if (offset > done) {
        throw new AppError('conflict', 'A piece of the file is missing before this one.', {
          bytesDone: done,
        });
      }
      const fresh = data.subarray(done - offset);
      if (done + fresh.length > bytes) {
        return fail(
          new AppError(
            'file_changed',
            'The file has become longer while it was being read. Nothing of it was kept.',
          ),
        );
      }
      wait();
      try {
        for (let at = 0; at < fresh.length;) at += writeSync(handle, fresh, at, fresh.length - at, done + at);
        done += fresh.length;
        finishWhenWhole();
      } catch (error) {
        return fail(wrapError(error));
      }
      return done;
    },
  };
}
export type Upload = ReturnType<typeof openUpload>;
