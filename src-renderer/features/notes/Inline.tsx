import type { SyntaxNode } from '@lezer/common';
import type { ReactNode } from 'react';
import { useLocale } from '../../i18n/locale-context.ts';
import { addressOf } from '../../../src-main/contract/address.ts';
import { DEEPEST, msOf, titleIn } from '../../../src-main/contract/notes.ts';

export interface ProseProps {
  text: string;
  /** What is unique on the page, for the labels of tasks. */
  id: string;
  /** Tells where the box of a task stands in the text. Without it, tasks can't be ticked. */
  onTask?: ((at: number, isDone: boolean) => void) | undefined;
  /** Without it, times are plain text. */
  onTime?: ((ms: number) => void) | undefined;
}

type InlineProps = ProseProps & { node: SyntaxNode };

/** `isLinked`: the words lead somewhere already, so that none of them does so by itself. */
type PartProps = ProseProps & { isLinked?: boolean };

/** What stands within a line. */
export const Inline = ({ node, ...props }: InlineProps) => partsOf(node, props, 0);

/** What stands between the parts is text, their marks are not shown. */
function partsOf(
  node: SyntaxNode,
  props: PartProps,
  depth: number,
  { from, to }: { from: number; to: number } = node,
): ReactNode[] {
  if (depth > DEEPEST) return [props.text.slice(from, to)];
  const parts: ReactNode[] = [];
  let at = from;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.from < from || child.to > to) continue;
    if (child.from > at) parts.push(props.text.slice(at, child.from));
    parts.push(partOf(child, props, depth + 1));
    at = child.to;
  }
  if (to > at) parts.push(props.text.slice(at, to));
  // The blank after the mark of a heading or the box of a task.
  if (typeof parts[1] === 'string' && parts[0] === null) parts[1] = parts[1].trimStart();
  return parts;
}

function partOf(node: SyntaxNode, props: PartProps, depth: number): ReactNode {
  const { name, from, to } = node;
  const written = props.text.slice(from, to);
  switch (name) {
    case 'StrongEmphasis':
      return <strong key={from}>{partsOf(node, props, depth)}</strong>;
    case 'Emphasis':
      return <em key={from}>{partsOf(node, props, depth)}</em>;
    case 'Strikethrough':
      return <s key={from}>{partsOf(node, props, depth)}</s>;
    case 'InlineCode':
      return (
        <code key={from} dir="ltr">
          {partsOf(node, props, depth)}
        </code>
      );
    case 'Link':
      return <Link key={from} node={node} depth={depth} {...props} />;
    case 'URL':
      return props.isLinked ? written : <Address key={from} to={written} shown={written} />;
    case 'Time':
      return <Time key={from} written={written} onTime={props.isLinked ? undefined : props.onTime} />;
    case 'HardBreak':
      return '\n';
    case 'Escape':
      return written.slice(1);
    default:
      return /Mark(er)?$/.test(name) ? null : written;
  }
}

function Link({ node, depth, ...props }: PartProps & { node: SyntaxNode; depth: number }) {
  const { text } = props;
  const written = text.slice(node.from, node.to);
  const [open, close] = node.getChildren('LinkMark');
  // Its words may hold an address of their own.
  const url = close && node.getChildren('URL').find(({ from }) => from > close.from);
  if (!url || !open) return written;
  const address = text.slice(url.from, url.to);
  const label = text.slice(open.to, close.from);
  const title = titleIn(node, text);
  if (label.trim() === '') return <Address to={address} title={title} shown={address} />;
  const from = close.from - label.trimStart().length;
  const words = partsOf(node, { ...props, isLinked: true }, depth, { from, to: from + label.trim().length });
  return <Address to={address} title={title} shown={words} otherwise={written} />;
}

interface AddressProps {
  to: string;
  title?: string | undefined;
  shown: ReactNode;
  otherwise?: string;
}

/** Opens outside of the app. What leads elsewhere than to the web is shown as the text that it is. */
function Address({ to, title, shown, otherwise = to }: AddressProps) {
  const address = addressOf(to);
  if (address === null) return otherwise;
  return (
    <a
      href={address}
      title={title ? `${title} – ${address}` : address}
      data-bare={shown === to || undefined}
      target="_blank"
      rel="noreferrer"
    >
      {shown}
    </a>
  );
}

function Time({ written, onTime }: { written: string; onTime: ProseProps['onTime'] }) {
  const { t } = useLocale();
  const time = written.slice(1, -1);
  if (!onTime) return time;
  return (
    <button
      type="button"
      className="prose-time tabular"
      aria-label={t('bookmarks.play', { time })}
      onClick={() => {
        onTime(msOf(written) ?? 0);
      }}
    >
      {time}
    </button>
  );
}
