import { linesOf, oneLine, rightToLeft, timestamp, type Written } from './types.ts';

/** What Markdown would take for its own within a line. */
const escaped = (text: string) => oneLine(text).replace(/[\\`*_[\]<>&~|]/g, '\\$&');
/** Set apart, so that a text from right to left and the time before it do not mix. */
const isolated = (text: string) => `\u2068${text}\u2069`;

export const directed = (text: string) => (rightToLeft.test(text) ? isolated(escaped(text)) : escaped(text));

export function toMd(written: Written): string {
  const paragraphs = linesOf(written).map(({ segment, text, name, isTurn }) => {
    const time = timestamp(segment.startMs, '.').slice(0, 8);
    return `**${time}${isTurn && name !== '' ? ` ${directed(name)}` : ''}** ${directed(text)}\n`;
  });
  return [
    `# ${escaped(written.title)}\n`,
    `${new Date(written.startedAt).toISOString().slice(0, 10)}\n`,
    ...paragraphs,
  ].join('\n');
}
