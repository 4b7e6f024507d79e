import { addressOf } from '../../../contract/address.ts';
import { clock } from '../clock.ts';
import { isOneLink, type Block, type Document, type Span, type Turn } from '../document.ts';

/** Words that were struck out are marked, and a link says where it leads, unless its words do. */
function line(spans: readonly Span[]): string {
  let all = '';
  let linked = '';
  for (const [at, span] of spans.entries()) {
    const { text, isUnsure, isStruck, link, title } = span;
    const marked = isUnsure ? `${text}[?]` : text;
    all += isStruck ? `~~${marked}~~` : marked;
    if (link === undefined) continue;
    linked += text;
    if (isOneLink(span, spans[at + 1])) continue;
    const more = [addressOf(linked) === link ? '' : link, title].filter(Boolean).join(', ');
    if (more !== '') all += ` (${more})`;
    linked = '';
  }
  return all.trim();
}

const marks = { bullet: '-', open: '[ ]', done: '[x]', none: ' ' };

/** A segment a line, after a gap where somebody else goes on. */
function turn({ speaker, isNew, segments }: Turn): string {
  const name = isNew && speaker ? `${speaker.name}: ` : '';
  return `${name}${segments.map(({ spans }) => line(spans)).join('\n')}\n`;
}

/** Each of its lines as deep as the items are that it is in. */
const within = (depth: number, text: string) =>
  `${text
    .split('\n')
    .map((own) => own && '  '.repeat(depth) + own)
    .join('\n')}\n`;

function toText(block: Exclude<Block, Turn>): string {
  switch (block.kind) {
    case 'heading': {
      const words = line(block.spans);
      return block.level === 1 ? `${words}\n${'='.repeat(Array.from(words).length)}\n` : `${words}\n`;
    }
    case 'paragraph':
      return `${line(block.spans)}\n`;
    case 'quote':
      return within(block.depth, line(block.spans));
    case 'item': {
      const { depth, mark, spans } = block;
      const bullet = typeof mark === 'number' ? `${String(mark)}.` : marks[mark];
      return within(depth, `${bullet} ${line(spans).replaceAll('\n', `\n${' '.repeat(bullet.length + 1)}`)}`);
    }
    case 'code':
      return within(block.depth, block.text);
    case 'table':
      return within(block.depth, block.rows.map((row) => row.map(line).join(' | ')).join('\n'));
    case 'rule':
      return '----\n';
  }
}

const isListed = (block: Block) => block.kind === 'item' || ('depth' in block && block.depth > 0);

/** Where the transcript is all that was asked for: its words alone. */
export function toTxt({ title, facts, people, blocks, options }: Document): string {
  const isAlone = options.parts.join() === 'transcript';
  const names = people.map(({ name }) => name).join(', ');
  const head = [title, facts.join(' · '), names].filter(Boolean).map((text) => `${text}\n`);
  const shown = isAlone ? blocks.filter(({ kind }) => kind === 'turn') : blocks;
  let text = isAlone ? '' : head.join('');
  let before: Block | undefined;
  for (const block of shown) {
    const isClose =
      before !== undefined &&
      ((isListed(block) && isListed(before)) ||
        (block.kind === 'turn' && before.kind === 'turn' && !block.isNew) ||
        before.kind === 'heading');
    if (text !== '' && !isClose) text += '\n';
    if (block.kind !== 'turn') text += toText(block);
    else text += `${options.times && !isAlone ? `[${clock(block.startMs)}] ` : ''}${turn(block)}`;
    before = block;
  }
  return text;
}
