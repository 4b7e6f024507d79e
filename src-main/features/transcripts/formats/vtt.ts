import { cues, oneLine, type Written } from './types.ts';

/** As the format has it; without `>` there is no arrow that would look like times. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function toVtt({ title, segments }: Written): string {
  const blocks = cues(segments, '.').map(({ start, end, text }) => `${start} --> ${end}\n${escaped(text)}\n`);
  return [`WEBVTT - ${oneLine(title).replaceAll('-->', '→')}\n`, ...blocks].join('\n');
}
