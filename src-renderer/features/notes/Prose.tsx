import type { SyntaxNode } from '@lezer/common';
import { useMemo, type ReactNode } from 'react';
import { Inline, type ProseProps } from './Inline.tsx';
import {
  alignmentsIn,
  cellsIn,
  codeIn,
  DEEPEST,
  isReadAtOnce,
  levelsIn,
  notesParser,
} from '../../../src-main/contract/notes.ts';
import './prose.css';

/** Markdown as it reads. All of it becomes elements of ours, nothing is taken for HTML. */
export function Prose(props: ProseProps) {
  const { text } = props;
  const read = useMemo(() => {
    if (!isReadAtOnce(text)) return null;
    const tree = notesParser.parse(text);
    return { top: tree.topNode, levels: levelsIn(tree) };
  }, [text]);
  return (
    <div className="prose selectable">
      {read ? blocksIn(read.top, { ...props, levels: read.levels }, 0) : <p dir="auto">{text}</p>}
    </div>
  );
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

interface BlockProps extends ProseProps {
  /** Of each heading, by its place. */
  levels: ReadonlyMap<number, number>;
}

const blocksIn = (node: SyntaxNode, props: BlockProps, depth: number) =>
  childrenOf(node).map((child) => blockOf(child, props, depth));

function blockOf(node: SyntaxNode, { levels, ...props }: BlockProps, depth: number): ReactNode {
  const { name, from, to } = node;
  const { text } = props;
  const inner = () => blocksIn(node, { levels, ...props }, depth + 1);
  const key = from;
  const inline = <Inline node={node} {...props} />;
  if (depth > DEEPEST) return <p key={key}>{text.slice(from, to)}</p>;
  const level = levels.get(from);
  if (level !== undefined) {
    const Heading = `h${String(level)}` as 'h2';
    return (
      <Heading key={key} dir="auto">
        {inline}
      </Heading>
    );
  }
  switch (name) {
    case 'Paragraph':
      return (
        <p key={key} dir="auto">
          {inline}
        </p>
      );
    case 'BulletList':
      return <ul key={key}>{inner()}</ul>;
    case 'OrderedList':
      return (
        <ol key={key} start={Number.parseInt(text.slice(from, to))}>
          {inner()}
        </ol>
      );
    case 'ListItem': {
      const isTask = node.getChild('Task') !== null;
      return (
        <li key={key} dir="auto" data-task={isTask || undefined}>
          {inner()}
        </li>
      );
    }
    case 'Task':
      return <Task key={key} node={node} {...props} />;
    case 'Blockquote':
      return <blockquote key={key}>{inner()}</blockquote>;
    case 'HorizontalRule':
      return <hr key={key} />;
    case 'FencedCode':
      return (
        <pre key={key} dir="ltr" tabIndex={0}>
          <code>{codeIn(node, text)}</code>
        </pre>
      );
    case 'Table':
      return <Table key={key} node={node} {...props} />;
    case 'ListMark':
    case 'QuoteMark':
      return null;
    default:
      return <p key={key}>{text.slice(from, to)}</p>;
  }
}

function Task({ node, ...props }: ProseProps & { node: SyntaxNode }) {
  const { text, id, onTask } = props;
  const box = node.getChild('TaskMarker');
  const at = (box?.from ?? node.from) + 1;
  const labelId = `${id}-${String(at)}`;
  const isDone = text[at] !== ' ';
  return (
    <>
      <input
        type="checkbox"
        aria-labelledby={labelId}
        checked={isDone}
        disabled={!onTask}
        onChange={() => {
          onTask?.(at, !isDone);
        }}
      />
      <span id={labelId} data-done={isDone || undefined}>
        <Inline node={node} {...props} />
      </span>
    </>
  );
}

function Table({ node, ...props }: ProseProps & { node: SyntaxNode }) {
  const alignments = alignmentsIn(node, props.text);
  const row = (line: SyntaxNode, Cell: 'th' | 'td') => (
    <tr key={line.from}>
      {cellsIn(line).map((cell, at) => (
        <Cell
          key={cell?.from ?? -at}
          dir="auto"
          data-align={alignments[at] ?? undefined}
          scope={Cell === 'th' ? 'col' : undefined}
        >
          {cell && <Inline node={cell} {...props} />}
        </Cell>
      ))}
    </tr>
  );
  return (
    <div className="prose-table" tabIndex={0}>
      <table>
        <thead>{node.getChildren('TableHeader').map((line) => row(line, 'th'))}</thead>
        <tbody>{node.getChildren('TableRow').map((line) => row(line, 'td'))}</tbody>
      </table>
    </div>
  );
}
