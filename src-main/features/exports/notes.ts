import type { SyntaxNode } from '@lezer/common';
import { addressOf } from '../../contract/address.ts';
import {
  alignmentsIn,
  cellsIn,
  codeIn,
  DEEPEST,
  isReadAtOnce,
  levelsIn,
  notesParser,
  titleIn,
} from '../../contract/notes.ts';
import { clock } from './clock.ts';
import type { Block, Mark, Span } from './document.ts';
import type { Source } from './source.ts';
import { oneLine } from './text.ts';

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** Notes as they read: their Markdown taken apart, everything else as it was typed. */
export function blocksOfNotes(notes: string): Block[] {
  if (notes.trim() === '') return [];
  if (!isReadAtOnce(notes)) return plainBlocks(notes);
  const tree = notesParser.parse(notes);
  const levels = levelsIn(tree);
  return childrenOf(tree.topNode).flatMap((node) => blocksOf(node, { text: notes, levels, depth: 0 }));
}

const plainBlocks = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({
      kind: 'paragraph',
      spans: [{ text: part.split('\n').map(oneLine).join('\n').trim() }],
    }));

interface Place {
  text: string;
  levels: ReadonlyMap<number, number>;
  /** Of lists within lists. */
  depth: number;
  nesting?: number;
}

function blocksOf(node: SyntaxNode, place: Place): Block[] {
  const { text, levels, depth, nesting = 0 } = place;
  const spans = () => spansOf(node, text);
  if (nesting > DEEPEST) return plainBlocks(text.slice(node.from, node.to));
  const level = levels.get(node.from);
  if (level !== undefined) {
    // It has one line in every format.
    const words = spans().map((span) => ({ ...span, text: span.text.replaceAll('\n', ' ') }));
    return [{ kind: 'heading', level: level === 2 ? 2 : 3, spans: words }];
  }
  const within = (next: Partial<Place> = {}) =>
    childrenOf(node).flatMap((child) => blocksOf(child, { ...place, nesting: nesting + 1, ...next }));
  switch (node.name) {
    case 'BulletList':
    case 'OrderedList': {
      const first = Number.parseInt(text.slice(node.from, node.to));
      return node.getChildren('ListItem').flatMap((item, index) => {
        const mark = node.name === 'BulletList' ? 'bullet' : (Number.isNaN(first) ? 1 : first) + index;
        return itemOf(item, { ...place, nesting: nesting + 1 }, mark);
      });
    }
    case 'Blockquote':
      return within().map((block) => quoted(block, depth));
    case 'FencedCode':
      return [{ kind: 'code', depth, text: codeIn(node, text) }];
    case 'HorizontalRule':
      return [{ kind: 'rule' }];
    case 'Table': {
      const rows = [...node.getChildren('TableHeader'), ...node.getChildren('TableRow')];
      return [
        {
          kind: 'table',
          depth,
          rows: rows.map((row) => cellsIn(row).map((cell) => (cell ? spansOf(cell, text) : []))),
          align: alignmentsIn(node, text),
        },
      ];
    }
    case 'QuoteMark':
    case 'ListMark':
      return [];
    default:
      return [{ kind: 'paragraph', spans: spans() }];
  }
}

/** As a part of a quotation that is within so many items. */
function quoted(block: Block, depth: number): Block {
  if (block.kind === 'paragraph') return { kind: 'quote', depth, spans: block.spans };
  if (!('depth' in block)) return block;
  // A quotation within a quotation is one.
  const isOne = block.kind === 'quote' && block.depth === depth;
  return isOne ? block : { ...block, quotedAt: depth };
}

/** Its first paragraph bears the mark; what follows in it stands below. */
function itemOf(item: SyntaxNode, place: Place, mark: Mark): Block[] {
  const { text, depth } = place;
  const task = item.getChild('Task');
  const box = task?.getChild('TaskMarker');
  const own: Mark = box ? (text[box.from + 1] === ' ' ? 'open' : 'done') : mark;
  const [first, ...rest] = childrenOf(item).filter(({ name }) => name !== 'ListMark');
  const isText = first !== undefined && (first.name === 'Paragraph' || first.name === 'Task');
  const below = isText ? rest : [...(first ? [first] : []), ...rest];
  return [
    { kind: 'item', depth, mark: own, spans: isText ? spansOf(first, text) : [] },
    ...below.flatMap((child): Block[] =>
      child.name === 'Paragraph'
        ? [{ kind: 'item', depth, mark: 'none', spans: spansOf(child, text) }]
        : blocksOf(child, { ...place, depth: depth + 1 }),
    ),
  ];
}

type Style = Omit<Span, 'text'>;

/** What stands in a paragraph. Marks are not words. */
function spansOf(
  node: SyntaxNode,
  text: string,
  style: Style = {},
  nesting = 0,
  { from, to }: { from: number; to: number } = node,
): Span[] {
  if (nesting > DEEPEST) return [{ ...style, text: lines(text.slice(from, to)) }];
  const spans: Span[] = [];
  let at = from;
  const add = (part: string) => {
    const isAfterSpace = spans.length === 0 ? nesting === 0 : /\s$/.test(spans.at(-1)?.text ?? '');
    const words = isAfterSpace ? lines(part).trimStart() : lines(part);
    if (words !== '') spans.push({ ...style, text: words });
  };
  for (const child of childrenOf(node)) {
    if (child.from < from || child.to > to) continue;
    if (child.from > at) add(text.slice(at, child.from));
    spans.push(...inlineOf(child, text, style, nesting + 1));
    at = child.to;
  }
  if (to > at) add(text.slice(at, to));
  return spans;
}

const lines = (text: string) =>
  text.replace(/(?<!\s)\s*(?:\n[ \t>]*)+/g, '\n').replace(/[^\P{Cc}\n]+/gu, ' ');

function inlineOf(node: SyntaxNode, text: string, style: Style, nesting: number): Span[] {
  const written = text.slice(node.from, node.to);
  const inner = (more: Style) => spansOf(node, text, { ...style, ...more }, nesting);
  switch (node.name) {
    case 'StrongEmphasis':
      return inner({ isBold: true });
    case 'Emphasis':
      return inner({ isItalic: true });
    case 'Strikethrough':
      return inner({ isStruck: true });
    case 'InlineCode':
      return inner({ isCode: true });
    case 'Link':
      return linkOf(node, text, style, nesting);
    case 'URL': {
      // Within words that lead elsewhere it is one of them.
      const link = style.link ?? addressOf(written);
      return [{ ...style, text: written, ...(link !== null && { link }) }];
    }
    case 'Time':
      return [{ ...style, text: written.slice(1, -1), isQuiet: true }];
    case 'HardBreak':
      return [{ ...style, text: '\n' }];
    case 'Escape':
      return [{ ...style, text: written.slice(1) }];
    default:
      return /Mark(er)?$/.test(node.name) ? [] : [{ ...style, text: lines(written) }];
  }
}

function linkOf(node: SyntaxNode, text: string, style: Style, nesting: number): Span[] {
  const written = [{ ...style, text: lines(text.slice(node.from, node.to)) }];
  const [open, close] = node.getChildren('LinkMark');
  // Its words may hold an address of their own.
  const url = close && node.getChildren('URL').find(({ from }) => from > close.from);
  if (!url || !open) return written;
  const address = text.slice(url.from, url.to);
  const link = addressOf(address);
  // What leads elsewhere than to the web is shown as the text that it is.
  if (link === null) return written;
  const label = text.slice(open.to, close.from);
  const title = oneLine(titleIn(node, text) ?? '');
  const linked: Style = { ...style, link, ...(title !== '' && { title }) };
  if (label.trim() === '') return [{ ...linked, text: address }];
  const from = close.from - label.trimStart().length;
  return spansOf(node, text, linked, nesting, { from, to: from + label.trim().length });
}

/** The moments that a person marked. */
export const bookmarksIn = ({ bookmarks, segments }: Source, { times }: { times: boolean }): Block[] =>
  bookmarks.flatMap(({ atMs, note }): Block[] => {
    const segmentId = segments.findLast(({ startMs }) => startMs <= atMs)?.id;
    const at: Span = { text: clock(atMs), isQuiet: true, ...(segmentId !== undefined && { segmentId }) };
    const words = oneLine(note);
    const spans = [
      ...(times ? [at] : []),
      ...(words === '' ? [] : [{ text: `${times ? ' ' : ''}${words}` }]),
    ];
    return spans.length === 0 ? [] : [{ kind: 'item', depth: 0, mark: 'bullet', spans }];
  });
