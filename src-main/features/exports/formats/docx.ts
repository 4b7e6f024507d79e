import {
  AlignmentType,
  BorderStyle,
  Document as Docx,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
  type ParagraphChild,
} from 'docx';
import { clock } from '../clock.ts';
import type { Align } from '../../../contract/notes.ts';
import { titled, type Block, type Document, type Placed, type Span, type Turn } from '../document.ts';
import { beginsRight, rightToLeft, spaceOf } from '../text.ts';

/** Twentieths of a point. */
const papers = { a4: { width: 11906, height: 16838 }, letter: { width: 12240, height: 15840 } };
const people = ['1f3f94', 'a8431a', '0f5a43', '6a1f66', '6f5d00', '0a5a78', 'a8204b', '2f2d2a'];
const QUIET = '6b675f';
const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];
const DEEPEST = 8;
const STEP = 720;
const QUOTE = 360;
/** Between the margins of A4, and what a table gets of it at least, in percent. */
const TEXT_WIDTH = 9026;
const LEAST_WIDTH = 30;
/** Below the words of the item that it is in, which stand as those with bullets do. */
const leftOf = ({ depth, quotedAt }: Placed) =>
  STEP * Math.min(depth, DEEPEST) + (quotedAt === undefined ? 0 : QUOTE);

/** XML has no way to write these. */
const clean = (text: string) => text.replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, ' ').toWellFormed();

function run(span: Span, isBegun = false): TextRun {
  const colour = span.isQuiet ? QUIET : people[span.person ?? -1];
  const options: IRunOptions = {
    text: clean(span.text),
    ...(isBegun && { break: 1 }),
    bold: span.isBold ?? false,
    italics: span.isItalic ?? false,
    strike: span.isStruck ?? false,
    rightToLeft: rightToLeft.test(span.text),
    ...(span.isUnsure && { underline: { type: 'dotted' } }),
    ...(span.isCode && { font: 'Courier New' }),
    ...(colour !== undefined && { color: colour }),
  };
  return new TextRun(options);
}

/** A run for each of its lines. */
function childrenOf(span: Span): ParagraphChild[] {
  const runs = span.text.split('\n').map((text, at) => run({ ...span, text }, at > 0));
  return span.link === undefined ? runs : [new ExternalHyperlink({ link: span.link, children: runs })];
}

function paragraph(spans: readonly Span[], more: Partial<IParagraphOptions> = {}): Paragraph {
  const isRight = beginsRight(spans.map(({ text }) => text).join(''));
  return new Paragraph({ children: titled(spans).flatMap(childrenOf), bidirectional: isRight, ...more });
}

function turn({ speaker, isNew, startMs, segments }: Turn, { options, language }: Document): Paragraph[] {
  const time: Span[] = options.times ? [{ text: clock(startMs), isQuiet: true }] : [];
  const said = segments.flatMap(({ spans }, at) =>
    at === 0 ? spans : [{ text: spaceOf(language) }, ...spans],
  );
  const spaced = time.flatMap((span) => [{ text: '  ' }, span]);
  if (!isNew || !speaker) return [paragraph([...time, { text: '  ' }, ...said])];
  const name = { text: speaker.name, isBold: true, person: speaker.colour };
  return [
    paragraph([name, ...spaced], { keepNext: true, spacing: { before: 120, after: 0 } }),
    paragraph(said),
  ];
}

const sideOf = (side: Align = null): Partial<IParagraphOptions> => (side ? { alignment: side } : {});

function table({ rows, align, ...place }: Extract<Block, { kind: 'table' }>): Table {
  const left = leftOf(place);
  const width = Math.max(1, ...rows.map(({ length }) => length));
  return new Table({
    width: {
      size: Math.max(LEAST_WIDTH, 100 - Math.round((100 * left) / TEXT_WIDTH)),
      type: WidthType.PERCENTAGE,
    },
    ...(left > 0 && { indent: { size: left, type: WidthType.DXA } }),
    rows: rows.map(
      (row, index) =>
        new TableRow({
          tableHeader: index === 0,
          children: Array.from(
            { length: width },
            (_, at) =>
              new TableCell({
                children: [
                  paragraph(
                    (row[at] ?? []).map((span) => (index === 0 ? { ...span, isBold: true } : span)),
                    sideOf(align[at]),
                  ),
                ],
              }),
          ),
        }),
    ),
  });
}

const boxes = { open: '☐ ', done: '☑ ' };

function parts(block: Block, document: Document): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph(block.spans, { heading: headings[block.level - 1] ?? HeadingLevel.HEADING_3 })];
    case 'paragraph':
      return [paragraph(block.spans)];
    case 'item': {
      const { depth, mark, spans, quotedAt } = block;
      const level = Math.min(quotedAt === undefined ? depth : depth + 1, DEEPEST);
      if (mark === 'bullet') return [paragraph(spans, { bullet: { level } })];
      // As the bullets stand.
      const left = STEP * (level + 1);
      if (mark === 'none') return [paragraph(spans, { indent: { left } })];
      const lead = typeof mark === 'number' ? `${String(mark)}. ` : boxes[mark];
      return [paragraph([{ text: lead }, ...spans], { indent: { left, hanging: 360 } })];
    }
    case 'quote':
      return [paragraph(block.spans, { indent: { left: leftOf(block) + QUOTE } })];
    case 'code':
      return block.text
        .split('\n')
        .map((text) =>
          paragraph([{ text, isCode: true }], { spacing: { after: 0 }, indent: { left: leftOf(block) } }),
        );
    case 'table':
      return [table(block)];
    case 'rule':
      return [
        new Paragraph({
          border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: 'd9d5cc' } },
        }),
      ];
    case 'turn':
      return turn(block, document);
  }
}

export async function toDocx(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const { title, facts, people: spoke, blocks, options } = document;
  const names = spoke.flatMap(({ name, colour }, index): Span[] => [
    ...(index === 0 ? [] : [{ text: '  ·  ', isQuiet: true }]),
    { text: name, isBold: true, person: colour },
  ]);
  const file = new Docx({
    title: clean(title),
    creator: 'MeetMemo',
    styles: {
      default: { document: { run: { font: 'Calibri', size: 22 }, paragraph: { spacing: { after: 100 } } } },
    },
    sections: [
      {
        properties: { page: { size: papers[options.paper] } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], color: QUIET, size: 18 })],
              }),
            ],
          }),
        },
        children: [
          paragraph([{ text: title }], { heading: HeadingLevel.TITLE }),
          paragraph([{ text: facts.join(' · '), isQuiet: true }]),
          ...(names.length > 0 ? [paragraph(names)] : []),
          ...blocks.flatMap((block) => parts(block, document)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
