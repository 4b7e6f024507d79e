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

const LONGEST_NOTES = 200_000;
/** So far may a line go in, by spaces and by marks of lists and quotes: each is gone through again for each line. */
const DEEPEST_LINE = /^[ \t>*+\-\d.)]{300}/m;
/** Of a table each line has as many cells as its longest one, and each costs a writer this much. */
const CELL_STEPS = 300;
/** A mark that may begin or end something is looked for in all of its paragraph, and a run in all of itself. */
const MOST_STEPS = 100_000_000;
const beginsBlock = /\n(?=[ \t]*(?:(?:[-*+>|]|\d+[.)]|#+)[ \t]|\n))/;
const runs = / {2,}|[\w-]{2,}/g;
/** From where a bare link may begin it is looked for to the end of its letters, and before each entity that may end it again. */
const links = /www\.|https?:\/\/|mailto:|xmpp:|@|&#?\w+;/g;

/** Other notes are shown and written as they were typed: reading them would hold up the app. */
export function isReadAtOnce(text: string): boolean {
  if (text.length > LONGEST_NOTES || DEEPEST_LINE.test(text)) return false;
  const rows = text.split('\n');
  const cells = rows.reduce((most, row) => Math.max(most, row.split('|').length - 1), 0);
  let steps = cells * rows.length * CELL_STEPS;
  for (const block of text.split(beginsBlock))
    steps += (block.match(/[*_~[\]()]/g)?.length ?? 0) * block.length;
  for (const run of text.match(runs) ?? []) steps += run.length ** 2;
  for (const [letters] of text.matchAll(/\S+/g))
    steps += (letters.match(links)?.length ?? 0) * letters.length;
  return steps < MOST_STEPS;
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

/** null: nothing is said of it. */
export type Align = 'left' | 'center' | 'right' | null;

/** Of each column of a table, as the colons of the line below its head say. */
export function alignmentsIn(table: SyntaxNode, text: string): Align[] {
  const rule = table.getChild('TableDelimiter');
  if (!rule) return [];
  const columns = text
    .slice(rule.from, rule.to)
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|');
  return columns.map((column) => {
    const [isLeft, isRight] = [column.trim().startsWith(':'), column.trim().endsWith(':')];
    if (isRight) return isLeft ? 'center' : 'right';
    return isLeft ? 'left' : null;
  });
}
