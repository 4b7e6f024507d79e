import { stat, writeFile } from 'node:fs/promises';
import type { Handlers } from '../../rpc/define.ts';
import type { EngineContract } from '../process/contract.ts';
import { toBytes } from '../../rpc/floats.ts';
import { analyse } from './analyse.ts';
import { compress } from './compress.ts';
import { inspect } from './inspect.ts';
import { openMedia, type Media } from './media.ts';
import { measureLevels } from './levels.ts';
import { loadNative, type Native } from './native.ts';
import { createPace, type Pace } from './pace.ts';
import { createReaderShelf } from './reader-shelf.ts';
import { SPEECH_RATE } from './sample-reader.ts';
import { take, withNewFile } from './take.ts';

export interface Progress {
  job: string;
  bytes: number;
  totalBytes: number;
  ms: number;
}

/** What the engine child answers about sound files. */
export function audioHandlers(tell: (progress: Progress) => void): Handlers<EngineContract['audio']> {
  const shelf = createReaderShelf();
  let loading: Promise<Native> | undefined;
  const native = () => (loading ??= loadNative());

  async function withMedia<T>(
    path: string,
    use: (native: Native, media: Media) => T | Promise<T>,
  ): Promise<T> {
    const loaded = await native();
    const media = await openMedia(loaded, path);
    try {
      return await use(loaded, media);
    } finally {
      media.close();
    }
  }

  /** Runs work on an open file that tells how far it got, in bytes of the file and in time. */
  async function watched<T>(
    { job, path }: { job: string; path: string },
    signal: AbortSignal,
    work: (native: Native, media: Media, pace: Pace, onMs: (ms: number) => void) => Promise<T>,
  ): Promise<T> {
    return withMedia(path, async (loaded, media) => {
      const { size: totalBytes } = await stat(path);
      let ms = 0;
      const pace = createPace(signal, () => {
        const bytes = Math.min(totalBytes, Number(media.context.pbBytes));
        tell({ job, bytes, totalBytes, ms });
      });
      return work(loaded, media, pace, (now) => (ms = now));
    });
  }

  return {
    take: ({ job, ...request }, { signal }) =>
      take(request, signal, (bytes, totalBytes) => tell({ job, bytes, totalBytes, ms: 0 })),

    inspect: ({ path }) => withMedia(path, (loaded, media) => inspect(loaded, media, Date.now())),

    analyse: (input, { signal }) =>
      watched(input, signal, async (loaded, media, pace, onMs) => {
        const { analysis, peaks } = await analyse(loaded, media, { ...input, onMs }, pace);
        await withNewFile(input.peaks, (file) => writeFile(file, peaks));
        return analysis;
      }),

    compress: (input, { signal }) =>
      watched(input, signal, (loaded, media, pace, onMs) =>
        withNewFile(input.target, async (file) => {
          await compress(loaded, media, { ...input, onMs }, pace);
          return { bytes: (await file.stat()).size };
        }),
      ),

    async samples({ path, track, fromMs, ms }, { signal }) {
      const loaded = await native();
      const perMs = SPEECH_RATE / 1000;
      const from = fromMs * perMs;
      const samples = await shelf.use(loaded, { path, track, from }, (reader) =>
        reader.read(from, from + ms * perMs, createPace(signal)),
      );
      return { data: toBytes(samples) };
    },

    levels: async (input, { signal }) => ({
      levels: await measureLevels(await native(), input, createPace(signal)),
    }),
  };
}
