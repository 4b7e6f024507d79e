import { linesOf, type Written } from './types.ts';

/** The words alone, a segment a line, and a gap where somebody else goes on. */
export function toTxt(written: Written): string {
  return linesOf(written)
    .map(({ text, name, isTurn }, index) => {
      const gap = isTurn && index > 0 ? '\n' : '';
      return `${gap}${isTurn && name !== '' ? `${name}: ` : ''}${text}\n`;
    })
    .join('');
}
