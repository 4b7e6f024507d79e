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

/** One letter after another, from the beginning of a word on. `leaps`: rather to the beginnings of words. */
function scattered(term: string, letters: readonly string[], leaps: boolean): Match | null {
  const found: number[] = [];
  for (const letter of term) {
    const from = (found.at(-1) ?? -1) + 1;
    const next = (fits: (at: number) => boolean) =>
      letters.findIndex((other, at) => at >= from && other === letter && fits(at));
    const starts = next((at) => isWordStart(letters, at));
    const any = found.length > 0 ? next(() => true) : -1;
    const isNext = letters[from] === letter && found.length > 0;
    const at = isNext ? from : leaps && starts >= 0 ? starts : any >= 0 ? any : starts;
    if (at < 0) return null;
    found.push(at);
  }
  const starts = found.filter((at) => isWordStart(letters, at)).length;
  return { score: (20 * starts) / term.length, at: new Set(found) };
}

/** Each word of the query has to be found. null: one is not. */
export function match(query: string, title: string): Match | null {
  const { letters, places } = fold(title);
  const terms = fold(query).letters.join('').split(/\s+/).filter(Boolean);
  const at = new Set<number>();
  let score = 0;
  for (const term of terms) {
    const found =
      inOnePiece(term, letters) ?? scattered(term, letters, true) ?? scattered(term, letters, false);
    if (!found) return null;
    score += found.score;
    for (const place of found.at) at.add(places[place] ?? 0);
  }
  return { score: score / Math.max(1, terms.length), at };
}
