import type { Match } from '../../../src-main/contract/edits.ts';

/** What is there now, struck out, and what comes in its place. */
export function MatchLine({ match: { before, text, replacement, after } }: { match: Match }) {
  return (
    <span className="match-line" dir="auto">
      {before}
      <del>{text}</del>
      {replacement !== null && <ins>{replacement}</ins>}
      {after}
    </span>
  );
}
