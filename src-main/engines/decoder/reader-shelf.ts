import { stat } from 'node:fs/promises';
import type { Native } from './native.ts';
import { sourceProblem } from './problems.ts';
import { openSampleReader, type SampleReader } from './sample-reader.ts';

/** An open file can't be deleted on Windows. */
const KEPT_MS = 30_000;

interface Wanted {
  path: string;
  track: number | null;
  from: number;
}

/** Keeps the last reader for a while, so that a file read in spans is decoded once rather than once a span. */
export function createReaderShelf() {
  let kept: { key: string; reader: SampleReader; timer: NodeJS.Timeout } | undefined;

  function takeDown(): typeof kept {
    const found = kept;
    kept = undefined;
    clearTimeout(found?.timer);
    return found;
  }

  function putBack(key: string, reader: SampleReader): void {
    takeDown()?.reader.close();
    const timer = setTimeout(() => takeDown()?.reader.close(), KEPT_MS);
    timer.unref();
    kept = { key, reader, timer };
  }

  return {
    /** Nobody else has the reader meanwhile; one that failed is not used again. */
    async use<T>(native: Native, wanted: Wanted, read: (reader: SampleReader) => Promise<T>): Promise<T> {
      const key = await identity(wanted);
      const found = kept?.key === key && kept.reader.suits(wanted.from) ? takeDown()?.reader : undefined;
      const reader = found ?? (await openSampleReader(native, wanted.path, wanted.track, wanted.from));
      try {
        const result = await read(reader);
        putBack(key, reader);
        return result;
      } catch (error) {
        reader.close();
        throw error;
      }
    },
  };
}

/** The same path may be another file by now. */
async function identity({ path, track }: Wanted): Promise<string> {
  const found = await stat(path, { bigint: true }).catch((error: unknown) => {
    throw sourceProblem(error);
  });
  return JSON.stringify([path, track, ...[found.dev, found.ino, found.size, found.mtimeNs].map(String)]);
}
