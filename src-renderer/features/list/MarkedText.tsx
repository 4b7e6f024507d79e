import { Fragment } from 'react';
import type { Marked } from '../../../src-main/contract/search.ts';

/** Text in which what was searched for is marked. */
export function MarkedText({ text, marks }: Marked) {
  const before = (index: number) => marks[index - 1]?.end ?? 0;
  return (
    <>
      {marks.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(before(index), start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(before(marks.length))}
    </>
  );
}
