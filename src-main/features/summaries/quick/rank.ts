import type { Sentence } from './sentences.ts';

/** A sentence as a vector of length one: its terms, each the heavier the fewer sentences have it. */
export type Vector = ReadonlyMap<string, number>;

export function vectorsOf(sentences: readonly Pick<Sentence, 'terms'>[]): Vector[] {
  const counts = new Map<string, number>();
  for (const { terms } of sentences) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return sentences.map(({ terms }) => {
    const weights = terms.map((term): [string, number] => [
      term,
      Math.log(1 + sentences.length / (counts.get(term) ?? 1)),
    ]);
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([term, weight]) => [term, weight / length]));
  });
}

export function similarity(one: Vector, other: Vector): number {
  let sum = 0;
  for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
  return sum;
}

const DAMPING = 0.85;
const ROUNDS = 20;

/**
 * How central each sentence is: by PageRank over the graph of all sentences, each edge as heavy as two have words in
 * common. The graph is never written down: what a sentence gets from all others is what its terms have got from them.
 */
export async function centrality(vectors: readonly Vector[], pause: () => Promise<void>): Promise<number[]> {
  const spread = async (shares: readonly number[]) => {
    const terms = new Map<string, number>();
    for (const [place, vector] of vectors.entries()) {
      const share = shares[place] ?? 0;
      for (const [term, weight] of vector) terms.set(term, (terms.get(term) ?? 0) + weight * share);
    }
    await pause();
    return vectors.map((vector, place) => {
      let sum = 0;
      for (const [term, weight] of vector) sum += weight * (terms.get(term) ?? 0);
      // But for what it would get from itself.
      return vector.size > 0 ? Math.max(0, sum - (shares[place] ?? 0)) : 0;
    });
  };
  const degrees = await spread(vectors.map(() => 1));
  let ranks = vectors.map(() => 1 / vectors.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause();
    const received = await spread(ranks.map((rank, place) => rank / Math.max(degrees[place] ?? 0, 1e-9)));
    ranks = received.map((own) => (1 - DAMPING) / vectors.length + DAMPING * own);
  }
  return ranks;
}
