import type { Entry } from './entries.ts';
import { match } from './match.ts';

export interface Ranked {
  entry: Entry;
  at: ReadonlySet<number>;
}

const MOST = 60;
const RECENT = 5;
const FIRST_MEETINGS = 5;
/** Of two that answer alike, the one that was used comes first. */
const USED = 10;
const none: ReadonlySet<number> = new Set();

/** Before anything is typed: what was used last, some meetings, and all the rest. */
function unasked(entries: readonly Entry[], meetings: readonly Entry[], recent: readonly string[]): Entry[] {
  const all = [...meetings, ...entries];
  const used = recent.flatMap((id) => all.find((entry) => entry.id === id) ?? []).slice(0, RECENT);
  const others = [...meetings.slice(0, FIRST_MEETINGS), ...entries].filter((entry) => !used.includes(entry));
  return [...used, ...others];
}

/** What the palette shows, the best first. Meetings that hold the words elsewhere than in their title come last. */
export function rank(
  query: string,
  entries: readonly Entry[],
  meetings: readonly Entry[],
  recent: readonly string[],
): Ranked[] {
  if (query.trim() === '')
    return unasked(entries, meetings, recent)
      .slice(0, MOST)
      .map((entry) => ({ entry, at: none }));
  const found = [...entries, ...meetings].flatMap((entry) => {
    const answer = match(query, entry.title);
    return answer ? [{ entry, ...answer, score: answer.score + (recent.includes(entry.id) ? USED : 0) }] : [];
  });
  const inside = meetings.filter(({ id }) => !found.some(({ entry }) => entry.id === id));
  return [
    ...found.sort((one, other) => other.score - one.score),
    ...inside.map((entry) => ({ entry, at: none })),
  ].slice(0, MOST);
}
