import type { Align } from '../../../contract/notes.ts';
import type { Span, Table } from '../document.ts';
import { beginsRight } from '../text.ts';
import { textOf } from './pieces.ts';
import { colours, margins, type Box, type Look, type Paragraph, type Sheet, type Steps } from './sheet.ts';

type Element = PDFKit.PDFStructureElement;

/** Above and below the words of a row. */
const PAD = 3.5;
/** More columns than this stand closer, in smaller letters. */
const MANY = 7;
/** With more columns than this not even a word has room: each row is a paragraph. */
const MOST = 30;
/** A head taller than this part of a page stands above the first rows alone. */
const HIGHEST_HEAD = 0.25;

/** Columns as wide as their words, or, where there is no room for that, those that are wider than the rest share what is left. */
function widthsOf(wanted: readonly number[], room: number): number[] {
  const widths = [...wanted];
  const order = wanted.map((_, at) => at).sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0));
  let left = room;
  for (const [index, at] of order.entries()) {
    widths[at] = Math.min(wanted[at] ?? 0, left / (order.length - index));
    left -= widths[at] ?? 0;
  }
  return widths;
}

export interface LaidTable {
  /** Its head with the first row. */
  beginning: number;
  write(parent: Element): Steps;
}

export const bold = (spans: readonly Span[]) => spans.map((span) => ({ ...span, isBold: true }));

function asParagraphs(sheet: Sheet, rows: Table['rows'], look: Look): LaidTable {
  return {
    beginning: 2 * look.leading,
    *write(parent) {
      for (const [index, row] of rows.entries()) {
        const spans = row.flatMap((cell, at) =>
          at === 0 ? cell : [{ text: ' | ', isQuiet: true }, ...cell],
        );
        yield* sheet.say(parent, 'P', index === 0 ? bold(spans) : spans, look);
        sheet.space(5);
      }
    },
  };
}

/** A table as it will stand, before anything of it is written. */
export function* layTable(sheet: Sheet, { rows, align }: Table, look: Look): Steps<LaidTable> {
  const { pdf, textWidth } = sheet;
  const indent = look.indent ?? 0;
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 1);
  if (columns > MOST) return asParagraphs(sheet, rows, look);
  const isCrowded = columns > MANY;
  const room = textWidth - indent;
  const gap = Math.min(isCrowded ? 6 : 14, room / (2 * columns));
  const plain = { ...look, indent: 0, ...(isCrowded && { size: 8, leading: 11.5 }) };
  const isRight = beginsRight(textOf(rows.flat(2)));
  const cells = rows.map((row, index) =>
    Array.from({ length: columns }, (_, at): readonly Span[] =>
      index === 0 ? bold(row[at] ?? []) : (row[at] ?? []),
    ),
  );
  // Its words are not to go on below for the sake of a rounded number.
  const wanted = new Array<number>(columns).fill(0.5);
  const laid: Paragraph[][] = [];
  for (const row of cells) {
    const measured: Paragraph[] = [];
    for (const [at, spans] of row.entries()) {
      const paragraph = sheet.measure(spans, plain, Infinity);
      measured.push(paragraph);
      for (const { width } of paragraph.lines) wanted[at] = Math.max(wanted[at] ?? 0, width + 0.5);
      yield;
    }
    laid.push(measured);
  }
  const widths = widthsOf(wanted, room - gap * (columns - 1));
  const whole = widths.reduce((sum, width) => sum + width, gap * (columns - 1));
  const start = isRight ? margins.left + textWidth - indent - whole : margins.left + indent;
  let before = 0;
  const lefts = widths.map((width) => {
    const left = isRight ? start + whole - before - width : start + before;
    before += width + gap;
    return left;
  });
  for (const [index, row] of laid.entries())
    for (const [at, { lines }] of row.entries()) {
      const within = widths[at] ?? 0;
      if (lines.every(({ width }) => width + 0.5 <= within)) continue;
      row[at] = sheet.measure(cells[index]?.[at] ?? [], plain, within);
      yield;
    }
  const linesOf = (row: readonly Paragraph[]) => Math.max(1, ...row.map(({ lines }) => lines.length));
  const heightOf = (lines: number) => lines * plain.leading + 2 * PAD;
  const [head = []] = laid;
  const headHeight = heightOf(linesOf(head));

  const boxOf = (at: number, paragraph: Paragraph): Box => {
    const side: Align = align[at] ?? null;
    return {
      left: lefts[at] ?? 0,
      width: widths[at] ?? 0,
      side: side ?? (paragraph.isRight ? 'right' : 'left'),
    };
  };

  /** These lines of a row, with the rule below them. `drawCells` draws what its cells have of them. */
  function drawRow(lines: number, isHead: boolean, drawCells: () => void): void {
    sheet.space(PAD);
    drawCells();
    sheet.space(lines * plain.leading + PAD);
    sheet.artifact(() => {
      pdf.lineWidth(isHead ? 0.8 : 0.5).moveTo(start, sheet.y);
      pdf.lineTo(start + whole, sheet.y).stroke(isHead ? colours.quiet : colours.line);
    });
  }

  function nextPage(index: number): void {
    sheet.addPage();
    if (index === 0 || headHeight > sheet.height * HIGHEST_HEAD) return;
    drawRow(linesOf(head), true, () => {
      sheet.artifact(() => {
        for (const [at, paragraph] of head.entries())
          sheet.box(paragraph.lines, boxOf(at, paragraph), plain, null);
      });
    });
  }

  function writeRow(table: Element, row: readonly Paragraph[], index: number): void {
    const tag = index === 0 ? 'TH' : 'TD';
    const element = pdf.struct('TR');
    table.add(element);
    const parts = row.map(() => pdf.struct(tag, index === 0 ? ({ scope: 'Column' } as object) : {}));
    for (const part of parts) element.add(part);
    const lines = linesOf(row);
    // A row that is taller than a page is the only one that is divided.
    const isDivided = heightOf(lines) > sheet.height * (1 - HIGHEST_HEAD);
    for (let from = 0; from < lines;) {
      const fitting = Math.floor((sheet.room - 2 * PAD) / plain.leading);
      const count = fitting >= lines - from ? lines - from : isDivided && fitting >= 2 ? fitting : 0;
      if (count === 0) {
        nextPage(index);
        continue;
      }
      drawRow(count, index === 0, () => {
        for (const [at, paragraph] of row.entries()) {
          const shown = paragraph.lines.slice(from, from + count);
          const part = parts[at];
          if (!part || shown.length === 0) continue;
          const content = pdf.markStructureContent(tag);
          sheet.box(shown, boxOf(at, paragraph), plain, part);
          pdf.endMarkedContent();
          part.add(content);
        }
      });
      from += count;
    }
    for (const part of parts) part.end();
    element.end();
  }

  return {
    beginning: headHeight + heightOf(linesOf(laid[1] ?? [])),
    *write(parent) {
      sheet.need(this.beginning);
      const table = pdf.struct('Table');
      parent.add(table);
      for (const [index, row] of laid.entries()) {
        writeRow(table, row, index);
        yield;
      }
      table.end();
      sheet.space(PAD);
    },
  };
}
