import type { Meeting } from '../../contract/meetings.ts';
import type { Action, Claim, Summary } from '../../contract/summaries.ts';
import { clock } from '../../features/exports/clock.ts';
import { directed, directedFirst } from '../../features/exports/formats/md.ts';

export const summaryFormats = ['md', 'json'] as const;

const method = ({ provenance }: Summary) =>
  provenance.method === 'quick' ? 'Quick summary (no AI model)' : `Summary by ${provenance.modelName ?? ''}`;

/** A summary in Markdown, each claim with the times of what it rests on. */
export function summaryText(
  { title }: Meeting,
  summary: Summary,
  startOf: ReadonlyMap<string, number>,
): string {
  const { overview, topics, decisions, actions, questions } = summary.content;
  const line = (claim: Claim | Action) => {
    const times = claim.citations.flatMap((id) => startOf.get(id) ?? []).map(clock);
    const whose = 'who' in claim ? [claim.who, claim.when].filter((own) => own !== null) : [];
    return [
      whose.length > 0
        ? `- **${whose.map(directed).join(', ')}:** ${directed(claim.text)}`
        : `- ${directedFirst(claim.text)}`,
      times.length > 0 && `(${[...new Set(times)].join(', ')})`,
      claim.support === 'unsupported' && '**unsupported**',
    ]
      .filter(Boolean)
      .join(' ');
  };
  const section = (name: string, claims: readonly Claim[]) =>
    claims.length > 0 ? [`## ${name}`, claims.map(line).join('\n')] : [];
  return [
    `# ${directedFirst(title)}`,
    `*${directed(`${method(summary)}, ${summary.provenance.templateName}`)}*`,
    ...section('Overview', overview),
    ...section('Decisions', decisions),
    ...section('Action items', actions),
    ...section('Open questions', questions),
    ...(topics.length > 0 ? ['## Topics'] : []),
    ...topics.flatMap(({ title: name, points }) => [
      `### ${directedFirst(name)}`,
      points.map(line).join('\n'),
    ]),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}
