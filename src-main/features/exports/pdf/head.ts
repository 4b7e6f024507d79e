import type { Document } from '../document.ts';
import { body, colours, margins, type Sheet, type Steps } from './sheet.ts';

export function drawRule({ pdf, y, textWidth }: Sheet): void {
  const right = margins.left + textWidth;
  pdf.lineWidth(0.7).moveTo(margins.left, y).lineTo(right, y).stroke(colours.line);
}

/** The title, when it was, and who spoke. */
export function* writeHead(sheet: Sheet, { title, facts, people }: Document): Steps {
  const { root } = sheet;
  yield* sheet.say(root, 'H1', [{ text: title, isBold: true }], { size: 22, leading: 29 });
  sheet.space(2);
  yield* sheet.say(root, 'P', [{ text: facts.join(' · ') }], { ...body, size: 10, colour: colours.quiet });
  const names = people.flatMap(({ name, colour }, index) => [
    ...(index === 0 ? [] : [{ text: '  ·  ', isQuiet: true }]),
    { text: name, isBold: true, person: colour },
  ]);
  if (names.length > 0) {
    sheet.space(4);
    yield* sheet.say(root, 'P', names, body);
  }
  sheet.space(9);
  sheet.artifact(() => {
    drawRule(sheet);
  });
}
