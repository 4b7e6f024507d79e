import { cues, rightToLeft, type Written } from './types.ts';

/** Players of SubRip take every line to run from left to right, which moves its full stop to the wrong end. */
const firstLetter = (text: string) => /\p{L}/u.exec(text)?.[0] ?? '';
const directed = (text: string) => (rightToLeft.test(firstLetter(text)) ? `\u202B${text}\u202C` : text);
/** Some take what stands in such brackets for a style. There is no way to escape them. */
const harmless = (text: string) => text.replaceAll('-->', '→').replaceAll('<', '‹').replaceAll('>', '›');

export function toSrt(written: Written): string {
  return cues(written, ',')
    .map(({ start, end, text, name, isTurn }, index) => {
      const said = isTurn && name !== '' ? `${name}: ${text}` : text;
      return `${String(index + 1)}\r\n${start} --> ${end}\r\n${directed(harmless(said))}\r\n`;
    })
    .join('\r\n');
}
