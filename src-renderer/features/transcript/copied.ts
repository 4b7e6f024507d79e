import { toParagraphs } from '../../../src-main/contract/paragraphs.ts';
import type { SelectedPart } from './places.ts';

interface Ways {
  space: string;
  /** What stands before a turn, such as the time and the name; null: only the words. */
  headOf: ((turn: { startMs: number; speakerId: string | null }) => string) | null;
}

/** The words of a selection, a line for each turn. */
export function copiedText(parts: readonly SelectedPart[], { space, headOf }: Ways): string {
  const cut = parts.map(({ segment, start, end }) => ({ ...segment, text: segment.text.slice(start, end) }));
  const lines: string[] = [];
  for (const paragraph of toParagraphs(cut)) {
    const said = paragraph.segments.map(({ text }) => text.trim()).join(space);
    if (!paragraph.isTurn && lines.length > 0) lines.push(`${lines.pop() ?? ''}${space}${said}`);
    else lines.push(headOf ? `${headOf(paragraph)} ${said}` : said);
  }
  return lines.join('\n');
}
