import { clock } from '../clock.ts';
import {
  isOneLink,
  type Block,
  type Document,
  type Placed,
  type Span,
  type Table,
  type Turn,
} from '../document.ts';
import { oneLine, rightToLeft, spaceOf } from '../text.ts';

/** What Markdown would take for its own within a line. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<>&~|$]/g, '\\$&');
/** And at the beginning of one. */
const begun = (lines: string) =>
  lines.replace(/^([ \t]*)([#+=-]|:-)/gm, '$1\\$2').replace(/^([ \t]*\d{1,9})([.)])/gm, '$1\\$2');
/** And at the end of a heading. */
const ended = (heading: string) => heading.replace(/(^|\s)(#*)#$/, '$1$2\\#');

/** Set apart, so that a text from right to left and the time before it do not mix. */
const isolated = (text: string) => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text);

/** Words of a person within a line of ours. */
export const directed = (text: string) => isolated(escaped(oneLine(text)));
/** And where one begins with them, or an item of a list does. */
export const directedFirst = (text: string) => isolated(begun(escaped(oneLine(text))));

/** Marks must touch the words that they mark, or they are none. */
function around(text: string, mark: string): string {
  const words = text.trim();
  const at = text.length - text.trimStart().length;
  return words === '' ? text : `${text.slice(0, at)}${mark}${words}${mark}${text.slice(at + words.length)}`;
}

/** The fence is longer than any in it. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${oneLine(text)} ${fence}`;
}

function inline(span: Span): string {
  // Code goes over no hard break.
  if (span.isCode)
    return span.text
      .split('\n')
      .map((own) => own && code(own))
      .join('\n');
  let text = escaped(span.text.replace(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}]/gu, ' '));
  if (span.isUnsure) text += '\\[?\\]';
  if (span.isStruck) text = around(text, '~~');
  if (span.isItalic) text = around(text, '*');
  return span.isBold ? around(text, '**') : text;
}

/** Its lines end in hard breaks. What leads to one place is one link. An exclamation mark before it would make it a picture, to be fetched. */
function line(spans: readonly Span[]): string {
  const parts: string[] = [];
  for (const [at, span] of spans.entries()) {
    const { link } = span;
    if (link !== undefined && !isOneLink(span, spans[at - 1])) {
      const before = parts.pop() ?? '';
      parts.push(before.replace(/!$/, '\\!'), '[');
    }
    parts.push(inline(span));
    if (link !== undefined && !isOneLink(span, spans[at + 1])) {
      const title = span.title === undefined ? '' : ` "${escaped(span.title).replaceAll('"', '\\"')}"`;
      parts.push(`](<${link.replace(/[<>\\\s]/g, encodeURIComponent)}>${title})`);
    }
  }
  return parts
    .join('')
    .split('\n')
    .map((own) => own.trim())
    .filter(Boolean)
    .join('\\\n');
}

function turn({ speaker, isNew, startMs, segments }: Turn, { language, options }: Document): string {
  const named = isNew && speaker ? isolated(escaped(speaker.name)) : '';
  const lead = [options.times ? clock(startMs) : '', named].filter(Boolean).join(' ');
  const said = segments.map(({ spans }) => line(spans)).join(spaceOf(language));
  return lead === '' ? begun(said) : `**${lead}** ${isolated(said)}`;
}

function item({ mark, spans }: Extract<Block, { kind: 'item' }>): string {
  const words = begun(line(spans)).replaceAll('\n', `\n${STEP}`);
  if (mark === 'none') return `${STEP}${words}`;
  const box = mark === 'open' ? '[ ] ' : mark === 'done' ? '[x] ' : '';
  const bullet = typeof mark === 'number' ? `${String(mark)}.` : '-';
  return `${bullet} ${box}${words}`;
}

const rules = { left: ':---', center: ':---:', right: '---:' };

function table({ rows, align }: Table): string {
  const width = Math.max(1, ...rows.map(({ length }) => length));
  const row = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  const [head = [], ...rest] = rows.map((cells) => cells.map((cell) => line(cell)));
  const below = Array.from({ length: width }, (_, at) => {
    const side = align[at];
    return side ? rules[side] : '---';
  });
  return [row(head), row(below), ...rest.map(row)].join('\n');
}

function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.replace(/[\p{Cc}]/gu, (one) => (one === '\n' || one === '\t' ? one : ' '))}\n${fence}`;
}

/** What stands below the mark of an item goes in as deep. */
const STEP = '    ';
const placeOf = (block: Block): Placed => ('depth' in block ? block : { depth: 0 });
/** What a line of it begins with: how deep it is, outside and inside of a quotation. */
function leadOf(block: Block): string {
  const { depth, quotedAt } = placeOf(block);
  if (quotedAt === undefined) return STEP.repeat(depth);
  return `${STEP.repeat(quotedAt)}> ${STEP.repeat(depth - quotedAt)}`;
}

function toText(block: Block, document: Document): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${ended(line(block.spans))}`;
    case 'paragraph':
      return begun(line(block.spans));
    case 'item':
      return item(block);
    case 'quote':
      return `> ${begun(line(block.spans)).replaceAll('\n', '\n> ')}`;
    case 'code':
      return fenced(block.text);
    case 'table':
      return table(block);
    case 'rule':
      return '---';
    case 'turn':
      return turn(block, document);
  }
}

/** Within how many items it is quoted, if it is. */
const quotationOf = (block: Block) =>
  placeOf(block).quotedAt ?? (block.kind === 'quote' ? block.depth : undefined);

/** A paragraph of an item stands apart, or it would go on with the line above. */
function gap(above: Block | undefined, block: Block): string {
  const quotation = quotationOf(block);
  const isBoth = above !== undefined && quotationOf(above) === quotation;
  if (isBoth && above.kind === 'item' && block.kind === 'item' && block.mark !== 'none') return '\n';
  // What an item begins with, if not with words, is its own no more after an empty line.
  const isBegun = above?.kind === 'item' && above.spans.length === 0 && placeOf(block).depth > above.depth;
  if (isBegun) return '\n';
  return isBoth && quotation !== undefined ? `\n${STEP.repeat(quotation)}>\n` : '\n\n';
}

export function toMd(document: Document): string {
  const { title, facts, people, blocks } = document;
  const names = people.map(({ name }) => isolated(escaped(name))).join(', ');
  const head = [`# ${ended(begun(escaped(title)))}`, escaped(facts.join(' · ')), names].filter(Boolean);
  const body = blocks.map((block, at) => {
    const lead = leadOf(block);
    const text = toText(block, document).replaceAll('\n', `\n${lead}`);
    return `${gap(blocks[at - 1], block)}${lead}${text}`;
  });
  return `${head.join('\n\n')}${body.join('')}\n`;
}
