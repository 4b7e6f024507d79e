import type PDFDocument from 'pdfkit';
import { clock } from '../clock.ts';
import type { Block, Document, Mark, Span, Turn } from '../document.ts';
import { spaceOf } from '../text.ts';
import { drawRule } from './head.ts';
import { body, colours, margins, type Look, type Sheet } from './sheet.ts';

const headings: Record<1 | 2 | 3, Look & { above: number; below: number }> = {
  1: { size: 15, leading: 20, above: 20, below: 6 },
  2: { size: 11.5, leading: 16, above: 11, below: 3 },
  3: { size: 10.5, leading: 15.5, above: 8, below: 2 },
};
/** A chapter of a long transcript in the list of bookmarks. */
const CHAPTER_MS = 10 * 60_000;
/** A reader who goes somewhere sees a little of what is above it. */
const ABOVE = 8;
/** So far go in a quote, code, the words of an item, and those of an item within one. */
const QUOTE = 14;
const CODE = 14;
const ITEM = 18;
const STEP = 16;

type Outline = InstanceType<typeof PDFDocument>['outline'];
interface Place {
  parent: PDFKit.PDFStructureElement;
  look: { indent: number; colour?: string };
}
type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** `places`: the names of turns that something leads to, by their segments. */
export function blockWriter(
  sheet: Sheet,
  { language, options }: Document,
  places: ReadonlyMap<string, string>,
): (block: Block) => void {
  const { pdf, root } = sheet;
  const { times } = options;
  let list: PDFKit.PDFStructureElement | undefined;
  let section: Outline = pdf.outline;
  let nextChapterMs = CHAPTER_MS;
  const bold = (spans: readonly Span[]) => spans.map((span) => ({ ...span, isBold: true }));
  const here = () => ({ top: Math.max(0, sheet.y - ABOVE), expanded: false });

  function heading({ level, spans }: Of<'heading'>): void {
    const { above, below, ...look } = headings[level];
    const paragraph = sheet.measure(bold(spans), look);
    // With two lines of what follows.
    sheet.need(above + paragraph.lines.length * look.leading + below + 3 * body.leading);
    if (sheet.y > margins.top) sheet.space(above);
    const words = spans.map(({ text }) => text).join('');
    if (level === 1) section = pdf.outline.addItem(words, here());
    else if (level === 2) section.addItem(words, here());
    sheet.paragraph(root, `H${String(level + 1)}`, paragraph, look);
    sheet.space(below);
  }

  function entryOfList() {
    if (!list) {
      list = pdf.struct('L');
      root.add(list);
    }
    const entry = pdf.struct('LI');
    list.add(entry);
    return entry;
  }

  function item({ depth, mark, spans, quotedAt }: Of<'item'>): void {
    const isQuoted = quotedAt !== undefined;
    const indent = ITEM + depth * STEP + (isQuoted ? QUOTE : 0);
    const entry = entryOfList();
    const counted = typeof mark === 'number' ? [{ text: `${String(mark)}. ` }] : [];
    const look = { ...body, indent, ...(isQuoted && { colour: colours.quiet }) };
    // Its mark is drawn beside a line, be it an empty one.
    const words = spans.length === 0 ? [{ text: ' ' }] : spans;
    sheet.say(entry, 'LBody', [...counted, ...words], look, (base, isRight) => {
      drawMark(sheet, mark, base, indent - 14, isRight);
    });
    entry.end();
    sheet.space(2.5);
  }

  /** Where it stands, and what it is a part of: of an item, where it is within one. */
  function placed({ depth, quotedAt }: Of<'code' | 'table' | 'quote'>, write: (place: Place) => void): void {
    const isQuoted = quotedAt !== undefined;
    const indent = (depth === 0 ? 0 : ITEM + (depth - 1) * STEP) + (isQuoted ? QUOTE : 0);
    const look = { indent, ...(isQuoted && { colour: colours.quiet }) };
    if (depth === 0) write({ parent: root, look });
    else {
      const entry = entryOfList();
      const parent = pdf.struct('LBody');
      entry.add(parent);
      write({ parent, look });
      parent.end();
      entry.end();
    }
    sheet.space(5);
  }

  function table({ rows }: Of<'table'>, { parent, look }: Place): void {
    const between = { text: '   |   ', isQuiet: true };
    for (const [index, row] of rows.entries()) {
      const spans = row.flatMap((cell, at) => (at === 0 ? cell : [between, ...cell]));
      sheet.say(parent, 'P', index === 0 ? bold(spans) : spans, { ...body, ...look });
    }
  }

  function turn({ speaker, isNew, startMs, segments }: Turn): void {
    const time: Span[] = times ? [{ text: clock(startMs), isQuiet: true }] : [];
    const named = isNew ? speaker : null;
    const said = segments.flatMap(({ spans }, at) =>
      at === 0 ? spans : [{ text: spaceOf(language) }, ...spans],
    );
    const lead = named ? [] : time.flatMap((span) => [span, { text: '   ' }]);
    const paragraph = sheet.measure([...lead, ...said], body);
    if (isNew) sheet.space(5);
    sheet.need((named ? body.leading : 0) + Math.min(2, paragraph.lines.length) * body.leading);
    const place = segments.map(({ id }) => places.get(id)).find((name) => name !== undefined);
    if (place !== undefined) pdf.addNamedDestination(place, 'XYZ', 0, here().top, null);
    if (times && startMs >= nextChapterMs) {
      section.addItem(clock(startMs), here());
      nextChapterMs = startMs + CHAPTER_MS;
    }
    if (named) {
      const name = { text: named.name, isBold: true, person: named.colour };
      sheet.say(root, 'P', [name, ...time.flatMap((span) => [{ text: '   ' }, span])], body);
    }
    sheet.paragraph(root, 'P', paragraph, body);
    sheet.space(4);
  }

  return (block) => {
    if (list && !('depth' in block && (block.kind === 'item' || block.depth > 0))) {
      list.end();
      list = undefined;
      sheet.space(3);
    }
    switch (block.kind) {
      case 'heading':
        heading(block);
        break;
      case 'paragraph':
        sheet.say(root, 'P', block.spans, body);
        sheet.space(5);
        break;
      case 'quote':
        placed(block, ({ parent, look }) => {
          const indent = look.indent + QUOTE;
          sheet.say(parent, 'BlockQuote', block.spans, { ...body, indent, colour: colours.quiet });
        });
        break;
      case 'code':
        placed(block, ({ parent, look }) => {
          const own = { size: 9.5, leading: 14, ...look, indent: look.indent + CODE };
          sheet.say(parent, 'Code', [{ text: block.text }], own);
        });
        break;
      case 'table':
        placed(block, (place) => {
          table(block, place);
        });
        break;
      case 'rule':
        sheet.need(20);
        sheet.space(8);
        sheet.artifact(() => {
          drawRule(sheet);
        });
        sheet.space(8);
        break;
      case 'item':
        item(block);
        break;
      case 'turn':
        turn(block);
        break;
    }
  };
}

function drawMark(
  { pdf, textWidth }: Sheet,
  mark: Mark,
  base: number,
  indent: number,
  isRight: boolean,
): void {
  const x = isRight ? margins.left + textWidth - indent - 8 : margins.left + indent;
  if (mark === 'bullet') pdf.circle(x + 4, base - 3.6, 1.7).fill(colours.ink);
  if (mark !== 'open' && mark !== 'done') return;
  pdf
    .lineWidth(0.8)
    .roundedRect(x, base - 8, 8, 8, 1.5)
    .stroke(colours.quiet);
  if (mark === 'open') return;
  pdf
    .moveTo(x + 1.8, base - 4.2)
    .lineTo(x + 3.4, base - 2.2)
    .lineTo(x + 6.4, base - 6.2)
    .stroke(colours.ink);
}
