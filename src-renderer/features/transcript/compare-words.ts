/** Words in a row, which the other text has as well or has not. */
export interface Stretch {
  text: string;
  isOwn: boolean;
}

/** Beyond so many pairs a comparison would hold up the window; then all between beginning and end counts as changed. */
const MAX_PAIRS = 4_000_000;

/** Word for word what each of two texts has that the other has not. A word may keep the space before it. */
export function compareWords(before: readonly string[], after: readonly string[]): [Stretch[], Stretch[]] {
  const [one, other] = [before, after].map((words) => words.map((word) => word.trim())) as [
    string[],
    string[],
  ];
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const shared = sharedWords(one.slice(start, one.length - end), other.slice(start, other.length - end));
  const isOwn = (length: number, own: ReadonlySet<number>) => (_word: string, index: number) =>
    index >= start && index < length - end && !own.has(index - start);
  return [
    stretchesOf(before, before.map(isOwn(before.length, shared[0]))),
    stretchesOf(after, after.map(isOwn(after.length, shared[1]))),
  ];
}

/** The places, in each, of the longest row of words that both have in this order. */
function sharedWords(one: readonly string[], other: readonly string[]): [Set<number>, Set<number>] {
  const found: [Set<number>, Set<number>] = [new Set(), new Set()];
  if (one.length * other.length > MAX_PAIRS) return found;
  const width = other.length + 1;
  /** Of what begins at a pair of places, how many words both have. */
  const lengths = new Uint16Array((one.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) {
      found[0].add(i);
      found[1].add(j);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}

function stretchesOf(words: readonly string[], own: readonly boolean[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, text] of words.entries()) {
    const isOwn = own[index] ?? false;
    const last = stretches.at(-1);
    if (last?.isOwn === isOwn) last.text += text;
    else stretches.push({ text, isOwn });
  }
  return stretches;
}
