import { cues, oneLine, type Written } from './types.ts';

/** As the format has it; without `>` there is no arrow that would look like times. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function toVtt(written: Written): string {
  const blocks = cues(written, '.').map(({ start, end, text, name }) => {
    const voice = name === '' ? '' : `<v ${escaped(name)}>`;
    return `${start} --> ${end}\n${voice}${escaped(text)}\n`;
  });
  return [`WEBVTT - ${oneLine(written.title).replaceAll('-->', '→')}\n`, ...blocks].join('\n');
}
