const MOST = 8;

type Known = { tag: string; count: number };

const plain = (text: string) => text.trim().toLowerCase();

/** Tags to offer: those that begin with what is typed first, then those that hold it, most used first. */
export function suggestTags(
  known: readonly Known[],
  has: readonly string[],
  typed: string,
): readonly Known[] {
  const wanted = plain(typed);
  const free = known.filter(({ tag }) => !has.includes(tag) && plain(tag).includes(wanted));
  const begins = free.filter(({ tag }) => plain(tag).startsWith(wanted));
  const holds = free.filter(({ tag }) => !plain(tag).startsWith(wanted));
  return [...begins, ...holds].slice(0, MOST);
}
