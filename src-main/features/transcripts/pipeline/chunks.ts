import { stretches, type Sound } from './blocks.ts';
import { layOut, mix, takeChunk } from './pack.ts';
import { clipSpans, joinSpans } from './spans.ts';
import { msOf, type Chunk, type Clip, type Span } from './types.ts';

/** The sound from a time on, in chunks. Each depends on nothing but where the one before it ended. */
export async function* chunksOf(
  sound: Sound,
  fromMs: number,
  skipSilence: boolean,
): AsyncGenerator<Chunk, void> {
  let clips: Clip[] = [];
  let voice: Span[] | null = null;
  let faint: Span[] = [];

  function* take(isLast: boolean): Generator<Chunk, void> {
    for (let next = takeChunk(clips, isLast); next; next = takeChunk(clips, isLast)) {
      clips = next.rest;
      const chunk = toChunk(next.taken, clips[0]?.fromMs, { voice, faint });
      const isAhead = ({ endMs }: Span) => endMs > chunk.toMs;
      voice = voice?.filter(isAhead) ?? null;
      faint = faint.filter(isAhead);
      yield chunk;
    }
  }

  for await (const found of stretches(sound, fromMs, skipSilence)) {
    if (found.lost) {
      yield* take(true);
      yield lostChunk(found.lost);
      continue;
    }
    clips.push(...found.clips);
    voice = found.voice && joinSpans([...(voice ?? []), ...found.voice]);
    faint = joinSpans([...faint, ...found.faint]);
    yield* take(false);
  }
  yield* take(true);
}

function toChunk(
  clips: Clip[],
  nextMs: number | undefined,
  { voice, faint }: Pick<Chunk, 'voice' | 'faint'>,
): Chunk {
  const pieces = layOut(clips);
  const [first] = clips;
  const last = clips.at(-1);
  const fromMs = first?.fromMs ?? 0;
  const endMs = last ? last.fromMs + msOf(last) : fromMs;
  const within = (spans: readonly Span[]) => clipSpans(spans, fromMs, endMs);
  return {
    ...{ fromMs, toMs: nextMs ?? endMs, pieces, pcm: mix(clips) },
    ...{ voice: voice && within(voice), faint: within(faint) },
  };
}

function lostChunk({ startMs: fromMs, endMs: toMs }: Span): Chunk {
  const pieces = [{ atMs: 0, fromMs, ms: toMs - fromMs }];
  return { fromMs, toMs, pieces, pcm: new Float32Array(), voice: null, faint: [] };
}

/** After silence, or where much is to be looked through, one takes longer to get than another to work on. */
const AHEAD = 3;

/** Gets the next ones while one is worked on. */
export async function* readAhead<T>(source: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  const waiting: Promise<IteratorResult<T, void>>[] = [];
  const ask = () => {
    const next = source.next();
    // Whoever waits for it hears of a failure; nobody may be waiting yet.
    next.catch(() => undefined);
    waiting.push(next);
  };
  try {
    for (let count = 0; count < AHEAD; count += 1) ask();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const found = await next;
      if (found.done) return;
      ask();
      yield found.value;
    }
  } finally {
    await Promise.allSettled(waiting);
    await source.return();
  }
}
