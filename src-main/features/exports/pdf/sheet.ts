import PDFDocument from 'pdfkit';
import type { Align } from '../../../contract/notes.ts';
import type { Span } from '../document.ts';
import { beginsRight } from '../text.ts';
import type { Words } from '../words.ts';
import { createBytes } from './bytes.ts';
import type { FontName, Fonts } from './fonts.ts';
import { tellLettersApart } from './letters.ts';
import { linesOf, type Line, type Placed } from './lines.ts';
import type { OwnFont } from './own-font.ts';
import { createPageTotal } from './page-total.ts';
import { pictureOf } from './picture.ts';
import { piecesOf, rowsOf, textOf, type Piece } from './pieces.ts';
import { standingFor } from './standing-for.ts';
import { createSubstitutes } from './substitutes.ts';

export const sizes = { a4: [595.28, 841.89], letter: [612, 792] } as const;
export const margins = { top: 72, bottom: 64, left: 70, right: 70 };
export const colours = {
  ink: '#1d1c1a',
  quiet: '#6b675f',
  line: '#d9d5cc',
  link: '#1f3f94',
  /** Of the speakers, as the window has them on light paper. */
  people: ['#1f3f94', '#a8431a', '#0f5a43', '#6a1f66', '#6f5d00', '#0a5a78', '#a8204b', '#2f2d2a'],
};

export interface Look {
  size: number;
  /** From one line to the next. */
  leading: number;
  colour?: string;
  indent?: number;
}

export const body: Look = { size: 10.5, leading: 15.5 };
const small = { size: 8.5, leading: 12, colour: colours.quiet };

type Element = PDFKit.PDFStructureElement;

export interface SheetOptions {
  paper: keyof typeof sizes;
  fonts: Fonts;
  language: string | null;
  /** What the sheet says of itself, and in which language. */
  words: Words;
  says: string;
  info: { Title: string; CreationDate: Date; Creator: string };
  lang: string;
  /** Where segments can be gone to. */
  places: ReadonlyMap<string, string>;
}

/** Thrown where a page would follow that nobody wants. */
export class EnoughPages extends Error {}

/** Long work: between its steps others may have their turn. */
export type Steps<Result = void> = Generator<undefined, Result>;

export type Sheet = ReturnType<typeof openSheet>;

/** Pages that fill with lines from top to bottom, all of it tagged for those who read by ear. */
export function openSheet(options: SheetOptions, mostPages: number) {
  const { fonts, places, language } = options;
  const [width, height] = sizes[options.paper];
  const pdf = new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    lang: options.lang,
    info: { ...options.info, Producer: 'MeetMemo' },
    // There is none before the first words; without this one that is not embedded would be taken.
    font: null as unknown as string,
  });
  const bytes = createBytes();
  pdf.on('data', bytes.add);
  takeAtOnce(pdf as unknown as Stream, bytes.add);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const choose = fonts.chooser(language);
  const inWords = createSubstitutes(fonts.chooser(language), options.says);
  const textWidth = width - margins.left - margins.right;
  const bottom = height - margins.bottom;
  let pages = 0;
  let y = 0;

  function useFont(name: FontName, size: number) {
    // Read already, which its types do not know.
    pdf.font(fonts.get(name) as unknown as Uint8Array, name).fontSize(size);
    tellLettersApart((pdf as unknown as { _font: OwnFont })._font);
    return pdf;
  }
  const widths = new Map<string, number>();
  function measureAt(size: number) {
    return ({ font }: Piece, text: string): number => {
      if (text === '') return 0;
      const key = `${font} ${String(size)} ${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      const own = useFont(font, size).widthOfString(text);
      widths.set(key, own);
      return own;
    };
  }

  const total = createPageTotal(pdf, () => useFont('sans', small.size), small);

  function addPage(): void {
    if (pages >= mostPages) throw new EnoughPages();
    // A page that is full is written out: all of them at once would take hundreds of megabytes.
    pdf.addPage();
    pages += 1;
    artifact(writeEdges);
    y = margins.top;
  }

  /** The title above each page but the first, and below each its number. */
  function writeEdges(): void {
    const [number] = measure([{ text: options.words.pageOf(String(pages)) }], small).lines;
    y = height - margins.bottom + 26;
    if (number) {
      // Its last space is not counted.
      const indent = (textWidth - number.width) / 2 - small.size;
      total.draw(margins.left + indent + number.width + small.size / 4, y + small.size);
      drawLine(number, { ...small, indent }, false, null);
    }
    const { lines, isRight } = measure([{ text: options.info.Title }], small);
    y = margins.top - 34;
    if (pages > 1 && lines[0]) drawLine(lines[0], small, isRight, null);
  }

  /** What is no part of the text. */
  function artifact(draw: () => void): void {
    pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    pdf.endMarkedContent();
  }

  /** Goes to the next page where so much would not fit on this one. */
  function need(points: number): void {
    if (pages === 0 || (y + points > bottom && y > margins.top)) addPage();
  }

  const measure = (spans: readonly Span[], { size, indent = 0 }: Look, within = textWidth): Paragraph => {
    const rows = rowsOf(spans).map((row) => inWords.replaced(row));
    const isRight = beginsRight(textOf(rows.flat()));
    const lines = rows.flatMap((row) =>
      linesOf(piecesOf(row, choose, isRight), isRight, within - indent, measureAt(size)),
    );
    return { lines, isRight };
  };

  function colourOf(span: Span, look: Look): string {
    if (span.link !== undefined) return colours.link;
    if (span.person !== undefined) return colours.people[span.person] ?? colours.ink;
    return span.isQuiet ? colours.quiet : (look.colour ?? colours.ink);
  }

  function drawPiece(piece: Placed, x: number, base: number, look: Look, element: Element | null): void {
    const { span, text, font, actual, width: own } = piece;
    const goal = span.segmentId === undefined ? undefined : places.get(span.segmentId);
    const colour = goal === undefined ? colourOf(span, look) : colours.link;
    const isSlanted = span.isItalic === true;
    useFont(font, look.size).fillColor(colour);
    const set = () =>
      pdf.text(text, x, base, { lineBreak: false, baseline: 'alphabetic', oblique: isSlanted });
    if (actual === undefined) set();
    else standingFor(pdf, actual, set);
    const rule = (at: number) =>
      pdf
        .lineWidth(0.6)
        .moveTo(x, at)
        .lineTo(x + own, at)
        .strokeColor(colour);
    if (span.isStruck) rule(base - look.size * 0.3).stroke();
    if (span.isUnsure)
      rule(base + 2)
        .dash(1, { space: 1.5 })
        .stroke()
        .undash();
    const structure = element ? { structParent: element } : {};
    const [top, tall] = [base - look.size, look.size * 1.3] as const;
    if (span.link !== undefined) pdf.link(x, top, own, tall, span.link, structure as object);
    if (goal !== undefined) pdf.goTo(x, top, own, tall, goal, structure as object);
  }

  /** From its left end, or, where it runs from the right, from its right end. */
  function drawLine(line: Line, look: Look, isRight: boolean, element: Element | null) {
    const indent = look.indent ?? 0;
    const x = isRight ? margins.left + textWidth - indent - line.width : margins.left + indent;
    drawPieces(line, x, y + look.size, look, element);
    y += look.leading;
  }

  function drawPieces(line: Line, left: number, base: number, look: Look, element: Element | null) {
    let x = left;
    for (const piece of line.pieces) {
      drawPiece(piece, x, base, look, element);
      x += piece.width;
    }
  }

  /** How many of its lines go on this page: never the first one or the last one alone. */
  function fitting(left: number, leading: number): number {
    const fit = Math.floor((bottom - y) / leading);
    if (fit >= left) return left;
    const kept = fit === left - 1 ? fit - 1 : fit;
    return kept < 2 && left > 1 ? 0 : Math.max(0, kept);
  }

  return {
    pdf,
    root,
    textWidth,
    /** From the first line of a page to its last. */
    height: bottom - margins.top,
    /** What is left of this page. */
    get room() {
      return bottom - y;
    },
    get y() {
      return y;
    },
    need,
    addPage,
    measure,
    space(points: number): void {
      y += points;
    },
    artifact,
    /** A paragraph of a kind of structure, over as many pages as it takes. `before`: what stands beside its first line. */
    *paragraph(
      parent: Element,
      tag: string,
      { lines, isRight }: Paragraph,
      look: Look,
      before?: Before,
    ): Steps {
      const element = pdf.struct(tag);
      parent.add(element);
      for (let at = 0; at < lines.length;) {
        const isFirst = at === 0;
        if (pages === 0) addPage();
        const count = fitting(lines.length - at, look.leading);
        if (count === 0) {
          addPage();
          if (fitting(lines.length - at, look.leading) === 0) throw new Error('A line is taller than a page');
          continue;
        }
        if (isFirst) before?.(y + look.size, isRight);
        const content = pdf.markStructureContent(tag);
        for (const line of lines.slice(at, at + count)) drawLine(line, look, isRight, element);
        pdf.endMarkedContent();
        element.add(content);
        at += count;
        yield;
      }
      element.end();
    },
    /** Lines below each other in a box, which others may stand beside. */
    box(lines: readonly Line[], { left, width: wide, side }: Box, look: Look, element: Element | null): void {
      for (const [at, line] of lines.entries()) {
        const spare = wide - line.width;
        const x = left + (side === 'left' ? 0 : side === 'right' ? spare : spare / 2);
        drawPieces(line, x, y + at * look.leading + look.size, look, element);
      }
    },
    /** A paragraph that is measured and written at once. */
    *say(parent: Element, tag: string, spans: readonly Span[], look: Look, before?: Before): Steps {
      yield* this.paragraph(parent, tag, measure(spans, look), look, before);
    },
    /** What no font has so far. */
    unshown: inWords.found,
    /** For what else no font has, in words that are not written. */
    lookAt(spans: readonly Span[]): void {
      for (const row of rowsOf(spans)) inWords.replaced(row);
    },
    /** The page that is being written, of a file that goes on or not. */
    picture: (isWhole: boolean) => pictureOf(pdf, total.write(isWhole ? String(pages) : '…')),
    /** All of the file. */
    async bytes(isWhole: boolean): Promise<Uint8Array<ArrayBuffer>> {
      root.end();
      total.write(isWhole ? String(pages) : '…');
      const ended = new Promise((resolve) => pdf.on('end', resolve));
      pdf.end();
      await ended;
      return bytes.whole();
    },
  };
}

/** What its types do not tell of. */
interface Stream {
  push(piece: Uint8Array | null): boolean;
  _drain(): void;
}

/** What waits for its turn is taken out of a list from its beginning: of a hundred thousand pieces that took seconds. */
function takeAtOnce(stream: Stream, take: (piece: Uint8Array) => void): void {
  const end = stream.push.bind(stream);
  stream._drain();
  stream.push = (piece) => {
    if (piece === null) return end(null);
    take(piece);
    return true;
  };
}

/** Writes what stands beside the first line of a paragraph. */
type Before = (base: number, isRight: boolean) => void;

export interface Box {
  left: number;
  width: number;
  side: NonNullable<Align>;
}

export interface Paragraph {
  lines: Line[];
  isRight: boolean;
}
