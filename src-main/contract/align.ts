/** More than this takes too long, and so long a stretch has little in common anyway. */
const MOST = 4_000_000;

type Pair = readonly [number, number];

/** Which items of two lists are the same, in order, and as many as can be: pairs of places. */
export function align(one: readonly string[], other: readonly string[]): Pair[] {
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1;
  let tail = 0;
  const left = Math.min(one.length, other.length) - head;
  while (tail < left && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  const middle = alignMiddle(one.slice(head, one.length - tail), other.slice(head, other.length - tail));
  return [
    ...Array.from({ length: head }, (_, at): Pair => [at, at]),
    ...middle.map(([a, b]): Pair => [a + head, b + head]),
    ...Array.from({ length: tail }, (_, at): Pair => [one.length - tail + at, other.length - tail + at]),
  ];
}

/** The longest common subsequence, by the table that every textbook has. */
function alignMiddle(one: readonly string[], other: readonly string[]): Pair[] {
  const width = other.length + 1;
  if (one.length * other.length > MOST || one.length === 0 || other.length === 0) return [];
  // What the rest of both has in common, from each pair of places on.
  const common = new Uint16Array((one.length + 1) * width);
  for (let a = one.length - 1; a >= 0; a -= 1) {
    for (let b = other.length - 1; b >= 0; b -= 1) {
      const at = a * width + b;
      common[at] =
        one[a] === other[b]
          ? (common[at + width + 1] ?? 0) + 1
          : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0);
    }
  }
  const pairs: Pair[] = [];
  for (let [a, b] = [0, 0]; a < one.length && b < other.length;) {
    const at = a * width + b;
    if (one[a] === other[b]) pairs.push([a++, b++]);
    else if ((common[at + width] ?? 0) >= (common[at + 1] ?? 0)) a += 1;
    else b += 1;
  }
  return pairs;
}
