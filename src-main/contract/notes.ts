import type { SyntaxNode, Tree } from '@lezer/common';
import { GFM, parser, type MarkdownConfig } from '@lezer/markdown';
import { addressOf } from './address.ts';

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

/** Alone, an address would go on after it. */
const BEFORE_ANGLE = /^(?:https?:\/\/|www\.)[\w-]+(?:\.[\w-]+)+(?::\d+)?\/[^\s<>[\]]*(?=>)/;

const angled: MarkdownConfig = {
  defineNodes: ['AngleMark'],
  parseInline: [
    {
      name: 'Angled',
      before: 'Link',
      parse(context, next, at) {
        if (next !== 60) return -1;
        const [, address = ''] = /^<([^\s<>]+)>/.exec(context.slice(at, context.end)) ?? [];
        if (addressOf(address) === null) return -1;
        const end = at + 1 + address.length;
        context.addElement(context.elt('AngleMark', at, at + 1));
        context.addElement(context.elt('URL', at + 1, end));
        return context.addElement(context.elt('AngleMark', end, end + 1));
      },
    },
    {
      name: 'BeforeAngle',
      before: 'Autolink',
      parse(context, next, at) {
        if ((next !== 104 && next !== 119) || /\w/.test(context.slice(at - 1, at))) return -1;
        const [address] = BEFORE_ANGLE.exec(context.slice(at, context.end)) ?? [];
        return address === undefined ? -1 : context.addElement(context.elt('URL', at, at + address.length));
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
  angled,
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

const LANGUAGE = /^[a-z\d+#-]{1,12}$/i;

/** Words beside its fence are its first line, unless they name a language. Its lines go in less by as much as its fence goes in. */
export function codeIn(node: SyntaxNode, text: string): string {
  const parts = node.getChildren('CodeText');
  const columnOf = (at: number) => at - text.lastIndexOf('\n', at - 1) - 1;
  const first = parts.find(({ from }) => text[from] !== '\n');
  const extra = first ? Math.max(0, columnOf(node.from) - columnOf(first.from)) : 0;
  const code = parts.map(({ from, to }) => text.slice(from, to)).join('');
  const lines = parts.length > 0 ? [code.replace(new RegExp(`^ {0,${String(extra)}}`, 'gm'), '')] : [];
  const info = node.getChild('CodeInfo');
  const beside = info ? text.slice(info.from, info.to) : '';
  return [...(beside === '' || LANGUAGE.test(beside) ? [] : [beside]), ...lines].join('\n');
}

/** Of a link, without its quotation marks. */
export function titleIn(link: SyntaxNode, text: string): string | undefined {
  const title = link.getChild('LinkTitle');
  return title ? text.slice(title.from + 1, title.to - 1).replace(/\\([!-/:-@[-`{-~])/g, '$1') : undefined;
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
