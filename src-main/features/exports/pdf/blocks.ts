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
/** So far a quote goes in. */
const QUOTE = 14;

type Outline = InstanceType<typeof PDFDocument>['outline'];
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

  function item({ depth, mark, spans, isQuoted }: Of<'item'>): void {
    if (!list) {
      list = pdf.struct('L');
      root.add(list);
    }
    const indent = 18 + depth * 16 + (isQuoted ? QUOTE : 0);
    const entry = pdf.struct('LI');
    list.add(entry);
    const counted = typeof mark === 'number' ? [{ text: `${String(mark)}. ` }] : [];
    const look = { ...body, indent, ...(isQuoted && { colour: colours.quiet }) };
    sheet.say(entry, 'LBody', [...counted, ...spans], look, (base, isRight) => {
      drawMark(sheet, mark, base, indent - 14, isRight);
    });
    entry.end();
    sheet.space(2.5);
  }

  function table({ rows }: Of<'table'>): void {
    const between = { text: '   |   ', isQuiet: true };
    for (const [index, row] of rows.entries()) {
      const spans = row.flatMap((cell, at) => (at === 0 ? cell : [between, ...cell]));
      sheet.say(root, 'P', index === 0 ? bold(spans) : spans, body);
    }
    sheet.space(5);
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
    if (block.kind !== 'item' && list) {
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
        sheet.say(root, 'BlockQuote', block.spans, { ...body, indent: QUOTE, colour: colours.quiet });
        sheet.space(5);
        break;
      case 'code':
        for (const text of block.text.split('\n'))
          sheet.say(root, 'Code', [{ text: text || ' ' }], { size: 9.5, leading: 14, indent: 14 });
        sheet.space(5);
        break;
      case 'table':
        table(block);
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
