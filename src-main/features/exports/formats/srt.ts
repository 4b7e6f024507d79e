import type { ExportOptions } from '../../../contract/exports.ts';
import type { Source } from '../source.ts';
import { beginsRight } from '../text.ts';
import { cuesOf } from './cues.ts';

/** Players of SubRip take every line to run from left to right, which moves its full stop to the wrong end. */
const directed = (text: string) => (beginsRight(text) ? `\u202B${text}\u202C` : text);
/** Some take what stands in such brackets for a style. There is no way to escape them. */
const harmless = (text: string) => text.replaceAll('-->', '→').replaceAll('<', '‹').replaceAll('>', '›');

export function toSrt(source: Source, options: ExportOptions): string {
  return cuesOf(source, options, ',')
    .map(({ start, end, text, name, isTurn }, index) => {
      const said = isTurn && name !== '' ? `${name}: ${text}` : text;
      return `${String(index + 1)}\r\n${start} --> ${end}\r\n${directed(harmless(said))}\r\n`;
    })
    .join('\r\n');
}
