import { faintVoices } from './faint.ts';
import { clipSpans, joinSpans } from './spans.ts';
import { JOINT_MS } from './pack.ts';
import { msOf, PER_MS, type Clip, type Span } from './types.ts';

/** The sound of a meeting, as it can be asked for. */
export interface Sound {
  /**
   * 16 kHz mono; less than asked for where the sound ends. The same span always gives the same samples; null: it can
   * not be read.
   */
  read(fromMs: number, ms: number): Promise<Float32Array | null>;
  /** Where somebody speaks in it, or null where that can not be looked for; null: nobody can tell. */
  voice: ((pcm: Float32Array) => Promise<Span[] | null>) | null;
}

/** What was found in one stretch of the sound. */
export interface Stretch {
  clips: Clip[];
  voice: Span[] | null;
  faint: Span[];
  /** Nothing is known of it: its block could not be read, or not be looked through for voices. */
  lost: Span | null;
}

const BLOCK_MS = 30_000;
/** The detector must have heard what came before, and what comes after, to be sure of a moment. */
const LEAD_MS = 1500;
const TAIL_MS = 500;
/** Kept of the silence around speech. */
const MARGIN_MS = 100;
const NOTHING = new Float32Array();

/**
 * Goes through the sound from a time on, block by block. The blocks lie where they lie, wherever it begins, and each
 * is judged by itself: work that is taken up again finds what it would have found undisturbed.
 */
export async function* stretches(
  sound: Sound,
  fromMs: number,
  skipSilence: boolean,
): AsyncGenerator<Stretch, void> {
  const stretch = async (
    before: Float32Array,
    block: Float32Array,
    index: number,
  ): Promise<Stretch | null> => {
    const pcm = concat(before, block);
    const startMs = index * BLOCK_MS - before.length / PER_MS;
    const voices = await sound.voice?.(pcm);
    if (voices === null) return null;
    const inSound = (spans: readonly Span[]) => spans.map((span) => shift(span, startMs));
    const heard = voices ? inSound(voices) : null;
    const faint = voices ? inSound(faintVoices(pcm, voices)) : [];
    const from = Math.max(fromMs, index === 0 ? 0 : index * BLOCK_MS - TAIL_MS);
    const to = startMs + msOf({ pcm }) - (isShort(block) ? 0 : TAIL_MS);
    const wanted = heard && skipSilence ? widen(heard) : [{ startMs: from, endMs: to }];
    const clips = clipSpans(wanted, from, to).map((span) => ({
      fromMs: span.startMs,
      pcm: pcm.subarray((span.startMs - startMs) * PER_MS, (span.endMs - startMs) * PER_MS),
    }));
    const voice = heard && clipSpans(heard, from, to);
    return { clips, voice, faint: clipSpans(faint, from, to), lost: null };
  };

  /** What is passed over of a block, behind the end of the one before it. */
  async function* around(before: Float32Array, block: Float32Array | null, index: number) {
    const edge = before.length > 0 ? await stretch(before, NOTHING, index) : null;
    if (edge) yield edge;
    const blockMs = index * BLOCK_MS;
    const startMs = Math.max(fromMs, blockMs - (edge ? 0 : TAIL_MS));
    const endMs = blockMs + (block ? msOf({ pcm: block }) : BLOCK_MS);
    // The next one begins where this one ends, as it does for whoever begins there.
    fromMs = Math.max(fromMs, endMs);
    if (endMs > startMs) yield { clips: [], voice: null, faint: [], lost: { startMs, endMs } };
  }

  const read = async (at: number) => {
    const block = at < 0 ? NOTHING : await sound.read(at * BLOCK_MS, BLOCK_MS);
    return block && wholeMs(block);
  };
  let index = Math.floor((fromMs + TAIL_MS) / BLOCK_MS);
  let lead = await read(index - 1);
  // The last block has no tail that the one after it would judge.
  if (index > 0 && lead && isShort(lead)) lead = await read((index -= 1) - 1);
  let before = tailOf(lead);
  for (; ; index += 1) {
    const block = await read(index);
    const found = block && (await stretch(before, block, index));
    if (found) yield found;
    else yield* around(before, block, index);
    if (block && isShort(block)) return;
    before = tailOf(block);
  }
}

const isShort = (block: Float32Array) => block.length < BLOCK_MS * PER_MS;
const wholeMs = (pcm: Float32Array) => pcm.subarray(0, pcm.length - (pcm.length % PER_MS));
const tailOf = (pcm: Float32Array | null) => (pcm ?? NOTHING).slice(-(LEAD_MS + TAIL_MS) * PER_MS);
const shift = ({ startMs, endMs }: Span, ms: number) => ({ startMs: startMs + ms, endMs: endMs + ms });
const widen = (spans: Span[]) =>
  joinSpans(
    spans.map(({ startMs, endMs }) => ({ startMs: startMs - MARGIN_MS, endMs: endMs + MARGIN_MS })),
    JOINT_MS,
  );

function concat(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
