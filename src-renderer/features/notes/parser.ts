import { GFM, parser, type MarkdownConfig } from '@lezer/markdown';

/** Nobody nests so deep; what does is shown as it was typed. */
export const DEEPEST = 24;

const TIME = /^\[(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)\]/;
const LONGEST = '[999:59:59]'.length;

/** [4:05] or [1:04:05]: a moment of the sound. */
export function msOf(text: string): number | null {
  const [whole, hours = '0', minutes, seconds] = TIME.exec(text) ?? [];
  if (whole === undefined) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

const time: MarkdownConfig = {
  defineNodes: ['Time'],
  parseInline: [
    {
      name: 'Time',
      before: 'Link',
      parse(context, next, at) {
        if (next !== 91) return -1;
        const [whole] = TIME.exec(context.slice(at, Math.min(context.end, at + LONGEST))) ?? [];
        if (whole === undefined || context.char(at + whole.length) === 40) return -1;
        return context.addElement(context.elt('Time', at, at + whole.length));
      },
    },
  ],
};

/**
 * Markdown as people write notes: no raw HTML, no pictures, nothing that makes a line vanish (definitions of links)
 * or turn into code because it is indented.
 */
export const notesParser = parser.configure([
  GFM,
  time,
  { remove: ['HTMLBlock', 'HTMLTag', 'Image', 'LinkReference', 'IndentedCode', 'Entity'] },
]);
