import { clock } from '../clock.ts';
import type { Align } from '../../../contract/notes.ts';
import type { Block, Document, Span, Turn } from '../document.ts';
import { spaceOf } from '../text.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (one) => entities[one] ?? one).replace(/[^\P{Cc}\n\t]/gu, ' ');

function inline(span: Span): string {
  let text = escaped(span.text).replaceAll('\n', '<br>');
  if (span.isCode) text = `<code>${text}</code>`;
  if (span.isUnsure) text += '[?]';
  if (span.isStruck) text = `<s>${text}</s>`;
  if (span.isItalic) text = `<i>${text}</i>`;
  if (span.isBold) text = `<b>${text}</b>`;
  if (span.link === undefined) return text;
  const title = span.title === undefined ? '' : ` title="${escaped(span.title)}"`;
  return `<a href="${escaped(span.link)}"${title}>${text}</a>`;
}

const line = (spans: readonly Span[]) => spans.map(inline).join('');
const paragraph = (html: string) => `<p dir="auto">${html}</p>`;

function turn({ speaker, isNew, startMs, segments }: Turn, { language, options }: Document): string {
  const named = isNew && speaker ? escaped(speaker.name) : '';
  const lead = [options.times ? clock(startMs) : '', named].filter(Boolean).join(' ');
  const said = segments.map(({ spans }) => line(spans)).join(spaceOf(language));
  return paragraph(lead === '' ? said : `<b><bdi>${lead}</bdi></b> ${said}`);
}

const boxes = { bullet: '', open: '☐ ', done: '☑ ', none: '' };
const itemOf = ({ depth, mark, spans, quotedAt }: Extract<Block, { kind: 'item' }>) => {
  const lead = typeof mark === 'number' ? `${String(mark)}. ` : boxes[mark];
  const html = `${lead}${line(spans)}`;
  const isDeep = quotedAt !== undefined && quotedAt > 0;
  return entry(depth, isDeep ? `<blockquote>${html}</blockquote>` : html, mark === 'none');
};

/** Below the mark of an item, where it is within one. */
const within = (depth: number, html: string) => (depth === 0 ? html : entry(depth - 1, html, true));

function entry(depth: number, html: string, isBelow: boolean): string {
  const styles = [
    ...(depth > 0 ? [`margin-left: ${String(depth * 2)}em`] : []),
    ...(isBelow ? ['list-style: none'] : []),
  ];
  const style = styles.length > 0 ? ` style="${styles.join('; ')}"` : '';
  return `<li dir="auto"${style}>${html}</li>`;
}

function toText(block: Block, document: Document): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${String(block.level + 1)}`;
      return `<${tag} dir="auto">${line(block.spans)}</${tag}>`;
    }
    case 'paragraph':
      return paragraph(line(block.spans));
    case 'item':
      return itemOf(block);
    case 'quote':
      return within(block.depth, `<blockquote dir="auto">${line(block.spans)}</blockquote>`);
    case 'code':
      return within(block.depth, `<pre>${escaped(block.text)}</pre>`);
    case 'table': {
      const style = (side: Align = null) => (side ? ` style="text-align: ${side}"` : '');
      const row = (cells: readonly (readonly Span[])[]) =>
        `<tr>${cells.map((cell, at) => `<td${style(block.align[at])}>${line(cell)}</td>`).join('')}</tr>`;
      return within(block.depth, `<table>${block.rows.map(row).join('')}</table>`);
    }
    case 'rule':
      return '<hr>';
    case 'turn':
      return turn(block, document);
  }
}

const plain = { begin: '<ul>', end: '</ul>' };
const quoted = { begin: '<blockquote><ul>', end: '</ul></blockquote>' };
function listOf(block: Block | undefined) {
  if (!block || !('depth' in block) || (block.kind !== 'item' && block.depth === 0)) return undefined;
  return block.quotedAt === 0 ? quoted : plain;
}

/** For the clipboard: what a word processor or a letter makes of it is plain headings, lists and paragraphs. */
export function toHtml(document: Document): string {
  const { title, facts, people, blocks } = document;
  const names = people.map(({ name }) => `<bdi>${escaped(name)}</bdi>`).join(', ');
  const head = [facts.map(escaped).join(' · '), names].filter(Boolean).map(paragraph);
  const lines = [`<h1 dir="auto">${escaped(title)}</h1>`, ...head];
  for (const [at, block] of blocks.entries()) {
    const list = listOf(block);
    if (list && list !== listOf(blocks[at - 1])) lines.push(list.begin);
    lines.push(toText(block, document));
    if (list && list !== listOf(blocks[at + 1])) lines.push(list.end);
  }
  return `${lines.join('\n')}\n`;
}
