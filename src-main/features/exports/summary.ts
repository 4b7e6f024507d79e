import type { ExportOptions } from '../../contract/exports.ts';
import { joinMoments } from '../../contract/moments.ts';
import type { Action, Claim } from '../../contract/summaries.ts';
import { clock } from './clock.ts';
import type { Block, Span } from './document.ts';
import type { Source } from './source.ts';
import { oneLine } from './text.ts';
import type { Words } from './words.ts';

/** How many times stand beside a claim. */
const SHOWN_TIMES = 3;

/** What a summary is and where it comes from, since nobody should take it for more. */
function aboutOf({ summary }: Source, words: Words): string[] {
  if (!summary) return [];
  const { provenance, isEdited, isStale, state } = summary;
  const made =
    provenance.method === 'quick' ? words.quick : words.madeWith(oneLine(provenance.modelName ?? ''));
  return [
    `${made}${isEdited ? `, ${words.editedByPerson}` : ''}`,
    ...(isStale ? [words.stale] : []),
    ...(state === 'partial' ? [words.unfinished] : []),
  ];
}

/** The sections of a summary that are asked for; one without an entry is left out. */
export function blocksOfSummary(source: Source, options: ExportOptions, words: Words): Block[] {
  const { summary, starts } = source;
  if (!summary) return [];
  const { overview, topics, decisions, actions, questions } = summary.content;
  const placeOf = new Map([...starts].map(([id, ms], at) => [id, { id, ms, at }]));

  /** As they stand in the window. */
  const momentsOf = ({ citations }: Claim): Span[] =>
    joinMoments(citations.flatMap((id) => placeOf.get(id) ?? [])).flatMap(([first]) =>
      first ? [{ text: clock(first.ms), isQuiet: true, segmentId: first.id }] : [],
    );
  /** What is said, then how far to trust it, then when it was said. */
  function spansOf(claim: Claim, text = oneLine(claim.text)): Span[] {
    const times = options.times ? momentsOf(claim) : [];
    const mark = claim.support === 'found' ? null : words[claim.support];
    const marked: Span[] = mark === null ? [] : [{ text: ` (${mark})`, isItalic: true }];
    const shown = times.slice(0, SHOWN_TIMES).flatMap((span) => [{ text: ' ', isQuiet: true }, span]);
    return [{ text }, ...marked, ...shown];
  }
  function taskOf(action: Action): Span[] {
    const [first, ...rest] = spansOf(action);
    const due = action.when === null ? '' : ` (${oneLine(action.when)})`;
    const who = action.who === null ? [] : [{ text: `${oneLine(action.who)}: `, isBold: true }];
    return [...who, ...(first ? [first] : []), ...(due === '' ? [] : [{ text: due, isBold: true }]), ...rest];
  }
  const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, spans: [{ text }] });
  const items = (claims: readonly Claim[]): Block[] =>
    claims.map((claim) => ({ kind: 'item', depth: 0, mark: 'bullet', spans: spansOf(claim) }));
  const section = (level: 1 | 2 | 3, title: string, blocks: readonly Block[]) =>
    blocks.length === 0 ? [] : [heading(level, title), ...blocks];
  const tasks = actions.map((action): Block => {
    return { kind: 'item', depth: 0, mark: 'open', spans: taskOf(action) };
  });

  const hasActions = options.parts.includes('actions');
  if (!options.parts.includes('summary')) return hasActions ? section(1, words.actions, tasks) : [];
  return section(1, words.summary, [
    ...aboutOf(source, words).map((text): Block => ({ kind: 'paragraph', spans: [{ text, isQuiet: true }] })),
    ...overview.map((claim): Block => ({ kind: 'paragraph', spans: spansOf(claim) })),
    ...section(2, words.decisions, items(decisions)),
    ...(hasActions ? section(2, words.actions, tasks) : []),
    ...section(2, words.questions, items(questions)),
    ...section(
      2,
      words.topics,
      topics.flatMap(({ title, points }) => section(3, oneLine(title), items(points))),
    ),
  ]);
}
