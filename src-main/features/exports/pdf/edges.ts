import type { Document } from '../document.ts';
import { body, small } from './looks.ts';
import { colours, margins, sizes, type Sheet } from './sheet.ts';

export function drawRule({ pdf, y, textWidth }: Sheet): void {
  const right = margins.left + textWidth;
  pdf.lineWidth(0.7).moveTo(margins.left, y).lineTo(right, y).stroke(colours.line);
}

/** The title, when it was, and who spoke. */
export function writeHead(sheet: Sheet, { title, facts, people }: Document): void {
  const { root } = sheet;
  sheet.say(root, 'H1', [{ text: title, isBold: true }], { size: 22, leading: 29 });
  sheet.space(2);
  sheet.say(root, 'P', [{ text: facts.join(' · ') }], { ...body, size: 10, colour: colours.quiet });
  const names = people.flatMap(({ name, colour }, index) => [
    ...(index === 0 ? [] : [{ text: '  ·  ', isQuiet: true }]),
    { text: name, isBold: true, person: colour },
  ]);
  if (names.length > 0) {
    sheet.space(4);
    sheet.say(root, 'P', names, body);
  }
  sheet.space(9);
  sheet.artifact(() => {
    drawRule(sheet);
  });
}

/** The title above each page but the first, and below each its number: not before all of them are there. */
export function writeEdges(sheet: Sheet, { title }: Document): void {
  const { pdf, pages, textWidth } = sheet;
  const [, height] = sizes[sheet.paper];
  for (let page = 0; page < pages; page += 1) {
    pdf.switchToPage(page);
    sheet.artifact(() => {
      const number = sheet.measure([{ text: `${String(page + 1)} / ${String(pages)}` }], small).lines[0];
      const indent = (textWidth - (number?.width ?? 0)) / 2;
      if (number) sheet.edge(number, height - margins.bottom + 26, { ...small, indent }, false);
      const { lines, isRight } = sheet.measure([{ text: title }], small);
      if (page > 0 && lines[0]) sheet.edge(lines[0], margins.top - 34, small, isRight);
    });
  }
}
