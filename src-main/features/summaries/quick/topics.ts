import type { Sentence } from './sentences.ts';
import { similarity, type Vector } from './rank.ts';

/** Sentences on either side of a gap that are compared. */
const BESIDE = 8;
/** A topic is hardly ever shorter. */
const SHORTEST = 6;

const sumOf = (vectors: readonly Vector[]): Vector => {
  const sum = new Map<string, number>();
  for (const vector of vectors)
    for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight);
  const length = Math.hypot(...sum.values()) || 1;
  return new Map([...sum].map(([term, weight]) => [term, weight / length]));
};

/** How much of what is said after each sentence was said before it, from 0 to 1. */
async function cohesions(vectors: readonly Vector[], pause: () => Promise<void>): Promise<number[]> {
  const all: number[] = [];
  for (let gap = 1; gap < vectors.length; gap += 1) {
    const before = sumOf(vectors.slice(Math.max(0, gap - BESIDE), gap));
    all.push(similarity(before, sumOf(vectors.slice(gap, gap + BESIDE))));
    await pause();
  }
  return all;
}

/** How deep a valley is: from the nearest heights on both sides. */
function depth(heights: readonly number[], at: number): number {
  const own = heights[at] ?? 0;
  const climb = (step: 1 | -1) => {
    let highest = own;
    for (let place = at + step; (heights[place] ?? -1) >= highest; place += step)
      highest = heights[place] ?? 0;
    return highest;
  };
  return climb(1) + climb(-1) - 2 * own;
}

/** Where topics begin, the first at 0: where words change the most, and `most` of them. */
export async function topicStarts(
  vectors: readonly Vector[],
  most: number,
  pause: () => Promise<void>,
): Promise<number[]> {
  const heights = await cohesions(vectors, pause);
  const depths = heights.map((_, at) => depth(heights, at));
  const mean = depths.reduce((sum, own) => sum + own, 0) / Math.max(1, depths.length);
  const deepest = depths
    .map((own, at) => ({ own, start: at + 1 }))
    .filter(({ own }) => own > mean)
    .sort((one, other) => other.own - one.own || one.start - other.start);
  const starts = [0];
  for (const { start } of deepest) {
    if (starts.length >= most) break;
    const isFar = [...starts, vectors.length].every((other) => Math.abs(other - start) >= SHORTEST);
    if (isFar) starts.push(start);
  }
  return starts.sort((one, other) => one - other);
}

const TERMS = 3;

/** What is said in these sentences more than elsewhere, as it was said most often. `spread`: in how many topics a term is. */
export function titleOf(
  sentences: readonly Sentence[],
  spread: ReadonlyMap<string, number>,
  topics: number,
): string {
  const counts = new Map<string, { count: number; forms: Map<string, number>; first: number }>();
  for (const [place, { words, terms }] of sentences.entries()) {
    const about = new Set(terms);
    for (const { stem, text } of words) {
      if (!about.has(stem) || /^\p{N}/u.test(text)) continue;
      const known = counts.get(stem) ?? { count: 0, forms: new Map<string, number>(), first: place };
      known.count += 1;
      known.forms.set(text, (known.forms.get(text) ?? 0) + 1);
      counts.set(stem, known);
    }
  }
  const weight = (term: string, count: number) => count * Math.log(1 + topics / (spread.get(term) ?? 1));
  const best = [...counts]
    .sort(([a, one], [b, other]) => weight(b, other.count) - weight(a, one.count) || one.first - other.first)
    .slice(0, TERMS)
    .map(([, { forms }]) => [...forms].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '');
  const title = best.join(', ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
