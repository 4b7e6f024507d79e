import type PDFDocument from 'pdfkit';
import { clock } from '../clock.ts';
import type { Block, Document, Mark, Placed, Span, Turn } from '../document.ts';
import { spaceOf } from '../text.ts';
import { drawRule } from './head.ts';
import { body, colours, margins, type Look, type Sheet, type Steps } from './sheet.ts';
import { bold, layTable, type LaidTable } from './table.ts';

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
/** From a number to its words. */
const NUMBER = 5;
/** A rule with what is above it. */
const RULE = 20;

type Outline = InstanceType<typeof PDFDocument>['outline'];
type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** Where something of notes begins: beside the words of the item that it is in. */
const indentOf = ({ depth, quotedAt }: Placed) =>
  (depth === 0 ? 0 : ITEM + (depth - 1) * STEP) + (quotedAt === undefined ? 0 : QUOTE);
const colourOf = ({ quotedAt }: Placed) => (quotedAt === undefined ? {} : { colour: colours.quiet });

/** What is one paragraph: its words, and how they look. */
function wordsOf(block: Of<'paragraph' | 'item' | 'quote' | 'code'>): { spans: readonly Span[]; look: Look } {
  switch (block.kind) {
    case 'paragraph':
      return { spans: block.spans, look: body };
    case 'quote':
      return {
        spans: block.spans,
        look: { ...body, indent: indentOf(block) + QUOTE, colour: colours.quiet },
      };
    case 'code': {
      const look = { size: 9.5, leading: 14, indent: indentOf(block) + CODE, ...colourOf(block) };
      return { spans: [{ text: block.text }], look };
    }
    case 'item': {
      // Its mark is drawn beside a line, be it an empty one.
      const spans = block.spans.length === 0 ? [{ text: ' ' }] : block.spans;
      const look = { ...body, indent: indentOf({ ...block, depth: block.depth + 1 }), ...colourOf(block) };
      return { spans, look };
    }
  }
}

/** Writes the block at this place of the document. `places`: the names of turns that something leads to, by their segments. */
export function blockWriter(
  sheet: Sheet,
  { language, options, blocks }: Document,
  places: ReadonlyMap<string, string>,
): (at: number) => Steps {
  const { pdf, root } = sheet;
  const { times } = options;
  let list: PDFKit.PDFStructureElement | undefined;
  let section: Outline = pdf.outline;
  let nextChapterMs = CHAPTER_MS;
  /** The heading above it asked how high it begins. */
  let laid: { block: Of<'table'>; table: LaidTable } | undefined;
  const here = () => ({ top: Math.max(0, sheet.y - ABOVE), expanded: false });

  function measureHeading({ level, spans }: Of<'heading'>) {
    const { above, below, ...look } = headings[level];
    const paragraph = sheet.measure(bold(spans), look);
    return { paragraph, look, above, below, height: above + heightOf(paragraph.lines.length, look) + below };
  }

  /** The room that must be there for a block to begin: a heading goes with what follows it. */
  function* opening(from: number): Steps<number> {
    let room = 0;
    for (let at = from; room < sheet.height / 2; at += 1) {
      const block = blocks[at];
      if (block?.kind !== 'heading')
        return room + (block ? Math.max(2 * body.leading, yield* beginningOf(block)) : 0);
      room += measureHeading(block).height;
    }
    return room;
  }

  function* beginningOf(block: Exclude<Block, Of<'heading'>>): Steps<number> {
    switch (block.kind) {
      case 'turn':
        return measureTurn(block).beginning;
      case 'table':
        return (yield* tableOf(block)).beginning;
      case 'rule':
        return RULE;
      default: {
        const { spans, look } = wordsOf(block);
        return heightOf(leastOf(sheet.measure(spans, look).lines.length), look);
      }
    }
  }

  function* tableOf(block: Of<'table'>): Steps<LaidTable> {
    if (laid?.block === block) return laid.table;
    const look = { ...body, indent: indentOf(block), ...colourOf(block) };
    const table = yield* layTable(sheet, block, look);
    laid = { block, table };
    return table;
  }

  function* heading(block: Of<'heading'>, at: number): Steps {
    const { paragraph, look, above, below } = measureHeading(block);
    sheet.need(yield* opening(at));
    if (sheet.y > margins.top) sheet.space(above);
    const words = block.spans.map(({ text }) => text).join('');
    if (block.level === 1) section = pdf.outline.addItem(words, here());
    else if (block.level === 2) section.addItem(words, here());
    yield* sheet.paragraph(root, `H${String(block.level + 1)}`, paragraph, look);
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

  function* item(block: Of<'item'>): Steps {
    const { spans, look } = wordsOf(block);
    const { mark } = block;
    const entry = entryOfList();
    if (typeof mark === 'number') {
      const label = pdf.struct('Lbl');
      entry.add(label);
      yield* sheet.say(entry, 'LBody', spans, look, (_base, isRight) => {
        writeNumber(sheet, label, mark, look, isRight);
      });
      label.end();
    } else
      yield* sheet.say(entry, 'LBody', spans, look, (base, isRight) => {
        sheet.artifact(() => {
          drawMark(sheet, mark, base, (look.indent ?? 0) - 14, isRight);
        });
      });
    entry.end();
    sheet.space(2.5);
  }

  /** As a part of an item, where it is within one. */
  function* placed({ depth }: Placed, write: (parent: PDFKit.PDFStructureElement) => Steps): Steps {
    if (depth === 0) yield* write(root);
    else {
      const entry = entryOfList();
      const parent = pdf.struct('LBody');
      entry.add(parent);
      yield* write(parent);
      parent.end();
      entry.end();
    }
    sheet.space(5);
  }

  function measureTurn({ speaker, isNew, startMs, segments }: Turn) {
    const time: Span[] = times ? [{ text: clock(startMs), isQuiet: true }] : [];
    const named = isNew && speaker ? [{ text: speaker.name, isBold: true, person: speaker.colour }] : [];
    const spaced = time.flatMap((span) => [{ text: '   ' }, span]);
    const lead = named.length > 0 ? [] : time.flatMap((span) => [span, { text: '   ' }]);
    const said = segments.flatMap(({ spans }, at) =>
      at === 0 ? spans : [{ text: spaceOf(language) }, ...spans],
    );
    const name = named.length > 0 ? sheet.measure([...named, ...spaced], body) : null;
    const paragraph = sheet.measure([...lead, ...said], body);
    const lines = (name?.lines.length ?? 0) + leastOf(paragraph.lines.length);
    const above = isNew ? 5 : 0;
    return { name, paragraph, above, beginning: above + heightOf(lines, body) };
  }

  function* turn(block: Turn): Steps {
    const { name, paragraph, above, beginning } = measureTurn(block);
    sheet.need(beginning);
    sheet.space(above);
    const place = block.segments.map(({ id }) => places.get(id)).find((known) => known !== undefined);
    if (place !== undefined) pdf.addNamedDestination(place, 'XYZ', 0, here().top, null);
    if (times && block.startMs >= nextChapterMs) {
      section.addItem(clock(block.startMs), here());
      nextChapterMs = block.startMs + CHAPTER_MS;
    }
    if (name) yield* sheet.paragraph(root, 'P', name, body);
    yield* sheet.paragraph(root, 'P', paragraph, body);
    sheet.space(4);
  }

  function* write(block: Block, at: number): Steps {
    switch (block.kind) {
      case 'heading':
        yield* heading(block, at);
        break;
      case 'paragraph':
        yield* sheet.say(root, 'P', block.spans, body);
        sheet.space(5);
        break;
      case 'quote':
      case 'code':
        yield* placed(block, function* (parent) {
          const { spans, look } = wordsOf(block);
          yield* sheet.say(parent, block.kind === 'quote' ? 'BlockQuote' : 'Code', spans, look);
        });
        break;
      case 'table':
        yield* placed(block, function* (parent) {
          yield* (yield* tableOf(block)).write(parent);
        });
        laid = undefined;
        break;
      case 'rule':
        sheet.need(RULE);
        sheet.space(8);
        sheet.artifact(() => {
          drawRule(sheet);
        });
        sheet.space(8);
        break;
      case 'item':
        yield* item(block);
        break;
      case 'turn':
        yield* turn(block);
        break;
    }
  }

  return function* (at) {
    const block = blocks[at];
    if (!block) return;
    if (list && !('depth' in block && (block.kind === 'item' || block.depth > 0))) {
      list.end();
      list = undefined;
      sheet.space(3);
    }
    yield* write(block, at);
  };
}

const heightOf = (lines: number, { leading }: Look) => lines * leading;
/** Of so many lines, those that a page has at least: neither the first nor the last stands alone. */
const leastOf = (lines: number) => (lines <= 3 ? lines : 2);

/** Beside the words of its item, and read before them. */
function writeNumber(
  sheet: Sheet,
  label: PDFKit.PDFStructureElement,
  number: number,
  look: Look,
  isRight: boolean,
): void {
  const [text, turned] = [`${String(number)}.`, `.${String(number)}`];
  const { lines } = sheet.measure([isRight ? { text: turned, actual: text } : { text }], body);
  const width = lines[0]?.width ?? 0;
  const away = (look.indent ?? 0) - NUMBER;
  const left = isRight ? margins.left + sheet.textWidth - away : margins.left + away - width;
  const content = sheet.pdf.markStructureContent('Lbl');
  sheet.box(lines, { left, width, side: 'left' }, look, label);
  sheet.pdf.endMarkedContent();
  label.add(content);
}

function drawMark(
  { pdf, textWidth }: Sheet,
  mark: Exclude<Mark, number>,
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
