import { Parser } from 'commonmark';
import { expect, test } from 'vitest';
import type { Meeting } from '../../src-main/contract/meetings.ts';
import type { Summary } from '../../src-main/contract/summaries.ts';
import { summaryText } from '../../src-main/hosts/headless/summary-lines.ts';

const beginnings = ['- **Hello**', '+ one', '# two', '12. three', '3) four', '= five', '> six', '```', '---'];
const claims = beginnings.map((text) => ({ text, citations: [], support: 'found' as const }));

/** What is asked of it, and no more. */
const summary = {
  provenance: { method: 'quick', templateName: 'Minutes' },
  content: {
    ...{ overview: claims, decisions: [], questions: [], actions: [] },
    topics: [{ title: '# Plans', points: claims }],
  },
} as unknown as Summary;

test('what begins like a list, a heading or a rule in Markdown stays the words that were said', () => {
  const text = summaryText({ title: '# Launch' } as Meeting, summary, new Map());
  const walker = new Parser().parse(text).walker();
  const items: string[] = [];
  const headings: string[] = [];
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (!entering) continue;
    expect(['block_quote', 'code_block', 'thematic_break', 'strong']).not.toContain(node.type);
    if (node.type === 'item') items.push('');
    if (node.type === 'heading') headings.push('');
    if (node.type !== 'text') continue;
    const isItem = node.parent?.parent?.type === 'item';
    const all = isItem ? items : headings;
    if (isItem || node.parent?.type === 'heading') all.push(`${all.pop() ?? ''}${node.literal ?? ''}`);
  }
  expect(items).toEqual([...beginnings, ...beginnings]);
  expect(headings).toEqual(['# Launch', 'Overview', 'Topics', '# Plans']);
});
