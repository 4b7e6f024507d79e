import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sound } from './blocks.ts';
import { chunksOf, readAhead } from './chunks.ts';
import { MAX_MS, MIN_MS } from './pack.ts';
import { toSound } from './times.ts';
import { PER_MS, type Chunk, type Span } from './types.ts';

const BLOCK_MS = 30_000;

/** The blocks that can't be read, and those in which no voice can be looked for. */
interface Lost {
  unread?: readonly number[];
  unsearched?: readonly number[];
}

/** Each millisecond of sound says which one it is, so that a sample tells where it came from; 0 is silence. */
function soundOf(
  ms: number,
  spoken: readonly Span[],
  { unread = [], unsearched = [] }: Lost = {},
): Sound & { pcm: Float32Array } {
  let lastBlock = 0;
  const pcm = new Float32Array(ms * PER_MS);
  for (const { startMs, endMs } of spoken)
    for (let at = startMs; at < endMs; at += 1) pcm.fill(at + 1, at * PER_MS, (at + 1) * PER_MS);
  const isSpoken = (block: Float32Array, at: number) => (block[at * PER_MS] ?? 0) > 0;
  return {
    pcm,
    read(fromMs, length) {
      lastBlock = fromMs / BLOCK_MS;
      const found = pcm.slice(fromMs * PER_MS, (fromMs + length) * PER_MS);
      return Promise.resolve(found.length > 0 && unread.includes(lastBlock) ? null : found);
    },
    voice(block) {
      if (unsearched.includes(lastBlock)) return Promise.resolve(null);
      const spans: Span[] = [];
      for (let at = 0; at < block.length / PER_MS; at += 1) {
        if (!isSpoken(block, at)) continue;
        const last = spans.at(-1);
        if (last?.endMs === at) last.endMs = at + 1;
        else spans.push({ startMs: at, endMs: at + 1 });
      }
      return Promise.resolve(spans);
    },
  };
}

async function all(sound: Sound, fromMs: number, skipSilence: boolean): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of readAhead(chunksOf(sound, fromMs, skipSilence))) chunks.push(chunk);
  return chunks;
}

/** Pauses of up to 20 s, speech of up to 45 s. */
const meetings = fc.record({
  parts: fc.array(
    fc.record({ pause: fc.integer({ min: 0, max: 20_000 }), speech: fc.integer({ min: 1, max: 45_000 }) }),
    { maxLength: 4 },
  ),
  tail: fc.integer({ min: 0, max: 5000 }),
});

/** Of four parts that are so long there are up to nine blocks. */
const someBlocks = fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { maxLength: 3 });
const losses = fc.record({ unread: someBlocks, unsearched: someBlocks });

function toSoundOf(
  { parts, tail }: { parts: { pause: number; speech: number }[]; tail: number },
  lost: Lost = {},
) {
  let ms = 0;
  const spoken = parts.map(({ pause, speech }) => {
    const startMs = ms + pause;
    ms = startMs + speech;
    return { startMs, endMs: ms };
  });
  return soundOf(ms + tail, spoken, lost);
}

/** Without samples by the million, which no report could show. */
const brief = ({ pcm, ...rest }: Chunk) => ({ ...rest, sum: pcm.reduce((sum, sample) => sum + sample, 0) });

/** The next millisecond that is spoken; Infinity: there is none. */
function nextSaid(pcm: Float32Array, after: number): number {
  for (let ms = after + 1; ms < pcm.length / PER_MS; ms += 1) if (pcm[ms * PER_MS] !== 0) return ms;
  return Infinity;
}

const runs = { numRuns: 15 };

test('chunks hold all speech, once and in order, in 30 seconds at most, and each moment maps back exactly', async () => {
  await fc.assert(
    fc.asyncProperty(meetings, fc.boolean(), async (meeting, skipSilence) => {
      const sound = toSoundOf(meeting);
      const chunks = await all(sound, 0, skipSilence);
      let said = nextSaid(sound.pcm, -1);
      for (const { pcm, pieces } of chunks) {
        expect(pcm.length).toBeLessThanOrEqual(MAX_MS * PER_MS);
        for (let ms = 0; ms < pcm.length / PER_MS; ms += 1) {
          const value = pcm[ms * PER_MS] ?? 0;
          if (value === 0) continue;
          if (value - 1 !== said) throw new Error(`Not ${said} ms comes next, but ${value - 1}.`);
          if (toSound(pieces, ms, 'start') !== said || toSound(pieces, ms + 1, 'end') !== value)
            throw new Error(`${ms} ms of a chunk is not ${said} ms of the sound.`);
          said = nextSaid(sound.pcm, said);
        }
      }
      expect(said).toBe(Infinity);
      const ends = chunks.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    }),
    runs,
  );
});

test('work that begins again after any chunk finds the very same rest', async () => {
  await fc.assert(
    fc.asyncProperty(meetings, fc.boolean(), fc.nat(8), losses, async (meeting, skipSilence, which, lost) => {
      const sound = toSoundOf(meeting, lost);
      const chunks = await all(sound, 0, skipSilence);
      const at = chunks.length === 0 ? 0 : which % chunks.length;
      const rest = await all(sound, chunks[at]?.toMs ?? 0, skipSilence);
      expect(rest.map(brief)).toEqual(chunks.slice(at + 1).map(brief));
    }),
    runs,
  );
});

test('what can not be read is a chunk of its own without a sample, and all other speech is there, once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(meetings, fc.boolean(), losses, async (meeting, skipSilence, lost) => {
      const sound = toSoundOf(meeting, lost);
      const chunks = await all(sound, 0, skipSilence);
      const gaps = chunks.filter(({ pcm }) => pcm.length === 0);
      const isLost = (ms: number) => gaps.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
      for (const { fromMs, toMs, pieces } of gaps) {
        expect(pieces).toEqual([{ atMs: 0, fromMs, ms: toMs - fromMs }]);
        const block = Math.floor((toMs - 1) / BLOCK_MS);
        expect([...lost.unread, ...lost.unsearched]).toContain(block);
        // The end of the block before it is there, unless that can not be looked through either.
        const isNext = lost.unsearched.includes(block) || lost.unsearched.includes(block - 1);
        expect(fromMs).toBeGreaterThanOrEqual(block * BLOCK_MS - (isNext ? 500 : 0));
      }
      const heard = chunks.flatMap(({ pcm }) => [...new Set(pcm)].filter((value) => value > 0));
      const said = [...new Set(sound.pcm)].filter((value) => value > 0 && !isLost(value - 1));
      expect(heard.length).toBe(said.length);
      expect(heard.every((value, index) => value === said[index])).toBe(true);
    }),
    runs,
  );
});

test('ten minutes of silence is no chunk, and without a detector it is chunks all the same', async () => {
  const sound = soundOf(600_000, []);
  expect(await all(sound, 0, true)).toEqual([]);
  const chunks = await all({ ...sound, voice: null }, 0, true);
  expect(chunks.reduce((sum, { pcm }) => sum + pcm.length, 0)).toBe(sound.pcm.length);
  expect(chunks.every(({ voice }) => voice === null)).toBe(true);
});

test('a sound at the edge of a block, too short for an engine, is made long enough', async () => {
  // Of it and the silence around it only 50 ms belong to the second block.
  const spoken = [{ startMs: 29_400, endMs: 29_450 }];
  const [chunk] = await all(soundOf(60_000, spoken), 29_500, true);
  expect(chunk).toMatchObject({ fromMs: 29_500, toMs: 29_550, pieces: [{ atMs: 0, ms: 50 }] });
  expect(chunk?.pcm).toHaveLength(MIN_MS * PER_MS);
});

test('long silence shrinks to a short one', async () => {
  const spoken = [
    { startMs: 5000, endMs: 6000 },
    { startMs: 500_000, endMs: 501_000 },
  ];
  const [chunk, ...others] = await all(soundOf(600_000, spoken), 0, true);
  expect(others).toEqual([]);
  expect((chunk?.pcm.length ?? 0) / PER_MS).toBeLessThan(4000);
  expect(chunk?.voice).toEqual(spoken);
});

test('without a silence to cut in, the quietest moment is taken', async () => {
  const pcm = Float32Array.from({ length: 60_000 * PER_MS }, (_, index) => Math.sin(index));
  pcm.fill(0.001, 26_000 * PER_MS, 26_400 * PER_MS);
  const sound = soundOf(60_000, []);
  const read = (fromMs: number, ms: number) =>
    Promise.resolve(pcm.slice(fromMs * PER_MS, (fromMs + ms) * PER_MS));
  const [first] = await all({ ...sound, read, voice: null }, 0, true);
  expect(first?.toMs).toBeGreaterThan(26_100);
  expect(first?.toMs).toBeLessThan(26_300);
});

test('the next ones are made while one is worked on, and what fails there is heard', async () => {
  const made: number[] = [];
  let isClosed = false;
  async function* source() {
    try {
      for (let index = 0; index < 6; index += 1) {
        made.push(index);
        yield await Promise.resolve(index);
      }
      throw new Error('the sound is gone');
    } finally {
      isClosed = true;
    }
  }
  const ahead = readAhead(source());
  expect((await ahead.next()).value).toBe(0);
  await new Promise(setImmediate);
  expect(made).toEqual([0, 1, 2, 3]);
  for (let index = 1; index < 6; index += 1) expect((await ahead.next()).value).toBe(index);
  await expect(ahead.next()).rejects.toThrow('the sound is gone');

  made.length = 0;
  isClosed = false;
  for await (const one of readAhead(source())) if (one === 1) break;
  await new Promise(setImmediate);
  expect({ made, isClosed }).toEqual({ made: [0, 1, 2, 3, 4], isClosed: true });
});
