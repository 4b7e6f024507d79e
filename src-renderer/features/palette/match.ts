/** How well a title answers what is typed, and which of its letters do. */
export interface Match {
  score: number;
  at: ReadonlySet<number>;
}

/** Without case and accents, letter by letter, each with its place in the title. */
function fold(text: string): { letters: string[]; places: number[] } {
  const letters: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const plain = (text[at] ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    for (const letter of plain) {
      letters.push(letter);
      places.push(at);
    }
  }
  return { letters, places };
}

const isWordStart = (letters: readonly string[], at: number) =>
  at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? '');

/** In one piece, best at the beginning of the title or of a word. */
function inOnePiece(term: string, letters: readonly string[]): Match | null {
  const text = letters.join('');
  let best: Match | null = null;
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const score = at === 0 ? 100 : isWordStart(letters, at) ? 80 : 40;
    if (!best || score > best.score)
      best = { score, at: new Set(Array.from(term, (_, index) => at + index)) };
  }
  return best;
}

/** The beginnings of several words, one after another: “nm” and “newm” are New Meeting. */
function byBeginnings(term: string, letters: readonly string[]): Match | null {
  const dead = new Set<string>();
  const follow = (nth: number, from: number): number[] | null => {
    if (nth === term.length) return [];
    const here = `${String(nth)} ${String(from)}`;
    if (dead.has(here)) return null;
    for (let at = from; at < letters.length; at += 1) {
      const fits = letters[at] === term[nth] && ((at === from && nth > 0) || isWordStart(letters, at));
      const rest = fits ? follow(nth + 1, at + 1) : null;
      if (rest) return [at, ...rest];
    }
    dead.add(here);
    return null;
  };
  const found = follow(0, 0);
  return found && { score: 30, at: new Set(found) };
}

/** Letters left out within a word: “stgs” is Settings. */
function withGaps(term: string, letters: readonly string[]): Match | null {
  for (let start = 0; start < letters.length; start += 1) {
    if (!isWordStart(letters, start)) continue;
    const found: number[] = [];
    for (let at = start; at < letters.length && (at === start || !isWordStart(letters, at)); at += 1)
      if (letters[at] === term[found.length]) found.push(at);
    if (found.length === term.length && found[0] === start) return { score: 10, at: new Set(found) };
  }
  return null;
}

/** Each word of the query has to be found. null: one is not. */
export function match(query: string, title: string): Match | null {
  const { letters, places } = fold(title);
  const terms = fold(query).letters.join('').split(/\s+/).filter(Boolean);
  const at = new Set<number>();
  let score = 0;
  for (const term of terms) {
    const found = inOnePiece(term, letters) ?? byBeginnings(term, letters) ?? withGaps(term, letters);
    if (!found) return null;
    score += found.score;
    for (const place of found.at) at.add(places[place] ?? 0);
  }
  return { score: score / Math.max(1, terms.length), at };
}
