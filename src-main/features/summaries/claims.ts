import type { Action, Claim, SummaryContent } from '../../contract/summaries.ts';

/** Each claim of a summary as `change` makes it. */
export function mapClaims(content: SummaryContent, change: (claim: Claim | Action) => Claim): SummaryContent {
  const each = <C extends Claim>(claims: readonly C[]) =>
    claims.map((claim) => ({ ...claim, ...change(claim) }));
  return {
    overview: each(content.overview),
    topics: content.topics.map(({ title, points }) => ({ title, points: each(points) })),
    decisions: each(content.decisions),
    actions: each(content.actions),
    questions: each(content.questions),
  };
}

export function claimsOf({
  overview,
  topics,
  decisions,
  actions,
  questions,
}: SummaryContent): (Claim | Action)[] {
  return [
    ...overview,
    ...topics.flatMap(({ points }) => points),
    ...[...decisions, ...actions, ...questions],
  ];
}
