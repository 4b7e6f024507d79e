import { oneLine, rightToLeft, timestamp, type Written } from './types.ts';

/** What Markdown would take for its own within a line. */
const escaped = (text: string) => oneLine(text).replace(/[\\`*_[\]<>&~|]/g, '\\$&');
/** Set apart, so that a text from right to left and the time before it do not mix. */
const isolated = (text: string) => `\u2068${text}\u2069`;

export function toMd({ title, startedAt, segments }: Written): string {
  const paragraphs = segments.flatMap(({ startMs, text }) => {
    const line = escaped(text);
    if (line === '') return [];
    return [`**${timestamp(startMs, '.').slice(0, 8)}** ${rightToLeft.test(line) ? isolated(line) : line}\n`];
  });
  return [`# ${escaped(title)}\n`, `${new Date(startedAt).toISOString().slice(0, 10)}\n`, ...paragraphs].join(
    '\n',
  );
}
