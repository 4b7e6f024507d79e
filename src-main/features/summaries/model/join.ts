import { MOST_CLAIMS, type Claim, type SummaryContent } from '../../../contract/summaries.ts';

/** What is said in the same words is said once, with all that it rests on. */
function once<C extends Claim>(claims: readonly C[]): C[] {
  const found = new Map<string, C>();
  for (const claim of claims) {
    const key = claim.text.toLowerCase();
    const before = found.get(key);
    const citations = [...new Set([...(before?.citations ?? []), ...claim.citations])].slice(0, MOST_CLAIMS);
    found.set(key, { ...(before ?? claim), citations });
  }
  return [...found.values()];
}

/** All of them, one after another, and how many claims there was no room for. */
export function join(contents: readonly SummaryContent[]): { content: SummaryContent; left: number } {
  let left = 0;
  const list = <C extends Claim>(of: (content: SummaryContent) => readonly C[]): C[] => {
    const all = once(contents.flatMap(of));
    left += Math.max(0, all.length - MOST_CLAIMS);
    return all.slice(0, MOST_CLAIMS);
  };
  const titles = new Map<string, Claim[]>();
  for (const { title, points } of contents.flatMap(({ topics }) => topics))
    titles.set(title, [...(titles.get(title) ?? []), ...points]);
  const topics = [...titles].map(([title, points]) => ({
    title,
    points: once(points).slice(0, MOST_CLAIMS),
  }));
  left += Math.max(0, topics.length - MOST_CLAIMS);
  const content = {
    overview: list(({ overview }) => overview),
    topics: topics.slice(0, MOST_CLAIMS),
    decisions: list(({ decisions }) => decisions),
    actions: list(({ actions }) => actions),
    questions: list(({ questions }) => questions),
  };
  return { content, left };
}

/** Decisions, actions and questions that nothing in the merged ones rests on the same words as: they must not be lost. */
export function forgotten(before: SummaryContent, merged: SummaryContent): SummaryContent {
  const missing = <C extends Claim>(of: (content: SummaryContent) => readonly C[]): C[] => {
    const known = new Set(of(merged).flatMap(({ citations }) => citations));
    return of(before).filter(({ citations }) => !citations.some((id) => known.has(id)));
  };
  return {
    ...{ overview: [], topics: [] },
    decisions: missing(({ decisions }) => decisions),
    actions: missing(({ actions }) => actions),
    questions: missing(({ questions }) => questions),
  };
}
