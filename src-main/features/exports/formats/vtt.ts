import type { ExportOptions } from '../../../contract/exports.ts';
import type { Source } from '../source.ts';
import { oneLine } from '../text.ts';
import { cuesOf } from './cues.ts';

/** As the format has it; without `>` there is no arrow that would look like times. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function toVtt(source: Source, options: ExportOptions): string {
  const blocks = cuesOf(source, options, '.').map(({ start, end, text, name }) => {
    const voice = name === '' ? '' : `<v ${escaped(name)}>`;
    return `${start} --> ${end}\n${voice}${escaped(text)}\n`;
  });
  return [`WEBVTT - ${oneLine(source.meeting.title).replaceAll('-->', '→')}\n`, ...blocks].join('\n');
}
