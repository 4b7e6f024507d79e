import type { Action, Claim, SummaryContent } from '../../../src-main/contract/summaries.ts';

/** In the order in which they stand. */
export const sections = ['overview', 'decisions', 'actions', 'questions'] as const;

/** A list of claims: a section, or the points of the topic at this place. */
export type ListName = (typeof sections)[number] | number;

/** A claim of any list; `who` and `when` are of action items alone. */
export type Entry = Claim & Partial<Pick<Action, 'who' | 'when'>>;

export const entriesOf = (content: SummaryContent, list: ListName): readonly Entry[] =>
  typeof list === 'number' ? (content.topics[list]?.points ?? []) : content[list];

export const isEmpty = ({ overview, topics, decisions, actions, questions }: SummaryContent) =>
  [overview, decisions, actions, questions, ...topics.map(({ points }) => points)].every(
    ({ length }) => length === 0,
  );

export const isSame = (one: Entry, other: Entry) =>
  one.text === other.text &&
  (one.who ?? null) === (other.who ?? null) &&
  (one.when ?? null) === (other.when ?? null);

function withEntries(content: SummaryContent, list: ListName, entries: readonly Entry[]): SummaryContent {
  const claims = entries.map(({ text, citations, support }) => ({ text, citations, support }));
  if (list === 'actions') {
    const whose = entries.map(({ who = null, when = null }) => ({ who, when }));
    return { ...content, actions: claims.map((claim, at) => ({ ...claim, ...(whose[at] ?? nobody) })) };
  }
  if (typeof list !== 'number') return { ...content, [list]: claims };
  return {
    ...content,
    topics: content.topics.map((topic, at) => (at === list ? { ...topic, points: claims } : topic)),
  };
}
const nobody = { who: null, when: null };

export interface Place {
  list: ListName;
  at: number;
}

/** Where a claim is by now: where it was, or wherever another window's changes have moved it; -1: nowhere. */
export function placeOf(content: SummaryContent, { list, at }: Place, claim: Entry): number {
  const entries = entriesOf(content, list);
  const there = entries[at];
  return there && isSame(there, claim) ? at : entries.findIndex((entry) => isSame(entry, claim));
}

/**
 * The content with one claim put in the place of another. Without the old one it is added, without the new one it is
 * removed. null: the old one is not there any more.
 */
export function replaced(
  content: SummaryContent,
  place: Place,
  before: Entry | null,
  after: Entry | null,
): SummaryContent | null {
  const entries = entriesOf(content, place.list);
  const at = before ? placeOf(content, place, before) : Math.min(place.at, entries.length);
  if (at < 0) return null;
  return withEntries(content, place.list, entries.toSpliced(at, before ? 1 : 0, ...(after ? [after] : [])));
}

/** The content with a topic called otherwise, wherever it is by now. null: no topic is called so any more. */
export function renamed(
  content: SummaryContent,
  at: number,
  before: string,
  after: string,
): SummaryContent | null {
  const { topics } = content;
  const place = topics[at]?.title === before ? at : topics.findIndex(({ title }) => title === before);
  if (place < 0) return null;
  return {
    ...content,
    topics: topics.map((topic, index) => (index === place ? { ...topic, title: after } : topic)),
  };
}
