import type { SyntaxNode, Tree } from '@lezer/common';
import { GFM, parser, type MarkdownConfig } from '@lezer/markdown';

/** Nobody nests so deep; what does is shown as it was typed. */
export const DEEPEST = 24;

const TIME = /^\[(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)\]/;
const LONGEST = '[999:59:59]'.length;

/** [4:05] or [1:04:05]: a moment of the sound. */
export function msOf(text: string): number | null {
  const [whole, hours = '0', minutes, seconds] = TIME.exec(text) ?? [];
  if (whole === undefined) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

const time: MarkdownConfig = {
  defineNodes: ['Time'],
  parseInline: [
    {
      name: 'Time',
      before: 'Link',
      parse(context, next, at) {
        if (next !== 91) return -1;
        const [whole] = TIME.exec(context.slice(at, Math.min(context.end, at + LONGEST))) ?? [];
        if (whole === undefined || context.char(at + whole.length) === 40) return -1;
        return context.addElement(context.elt('Time', at, at + whole.length));
      },
    },
  ],
};

/**
 * Markdown as people write notes: no raw HTML, no pictures, nothing that makes a line vanish (definitions of links)
 * or turn into code because it is indented.
 */
export const notesParser = parser.configure([
  GFM,
  time,
  { remove: ['HTMLBlock', 'HTMLTag', 'Image', 'LinkReference', 'IndentedCode', 'Entity'] },
]);

/** Of each heading the level that it has on the page, which has one of its own: none is passed over. */
export function levelsIn(tree: Tree): Map<number, number> {
  const levels = new Map<number, number>();
  const above: number[] = [];
  tree.iterate({
    enter({ name, from }) {
      const written = Number(/^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1] ?? 0);
      if (written === 0) return;
      while ((above.at(-1) ?? 0) >= written) above.pop();
      above.push(written);
      levels.set(from, Math.min(6, above.length + 1));
    },
  });
  return levels;
}

/** The cells of a row of a table; null: there is nothing in one, and the parser has no node for it. */
export function cellsIn(row: SyntaxNode): (SyntaxNode | null)[] {
  const cells: (SyntaxNode | null)[] = [];
  let cell: SyntaxNode | null = null;
  let isBegun = false;
  for (let child = row.firstChild; child; child = child.nextSibling) {
    if (child.name === 'TableCell') cell = child;
    else if (child.name === 'TableDelimiter') {
      if (isBegun || cell) cells.push(cell);
      cell = null;
      isBegun = true;
    }
  }
  return cell ? [...cells, cell] : cells;
}

const LONGEST_NOTES = 200_000;
/** Marks that may begin or end something are compared with each other, within a paragraph. */
const MOST_PAIRS = 10_000_000;
const beginsBlock = /\n(?=[ \t]*(?:(?:[-*+>|]|\d+[.)]|#+)[ \t]|\n))/;

/** Other notes are shown as they were typed: reading them would hold up the window. */
export function isReadAtOnce(text: string): boolean {
  if (text.length > LONGEST_NOTES) return false;
  const marks = text.split(beginsBlock).map((block) => block.match(/[*_[\]]/g)?.length ?? 0);
  return marks.reduce((pairs, count) => pairs + count * count, 0) < MOST_PAIRS;
}

/** Of a row of a table; null: nothing stands there. */
export function cellsIn(row: SyntaxNode): (SyntaxNode | null)[] {
  const cells: (SyntaxNode | null)[] = [];
  let cell: SyntaxNode | null = null;
  for (let child = row.firstChild; child; child = child.nextSibling) {
    if (child.name === 'TableCell') cell = child;
    else if (child.from > row.from) {
      cells.push(cell);
      cell = null;
    }
  }
  return cell ? [...cells, cell] : cells;
}
