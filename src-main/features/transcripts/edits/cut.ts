import { unspaced } from '../pipeline/join.ts';

export const isUnspaced = new RegExp(`[${unspaced}]`, 'u');
/** They belong to what comes after them. */
const opens = /^[\p{Ps}\p{Pi}]+$/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** A text as words, each with the space before it; what follows the last belongs to it. Together they are the text. */
export function cut(text: string): string[] {
  return (text.match(/\s*\S+(?:\s+$)?/gu) ?? []).flatMap((run) => (isUnspaced.test(run) ? cutRun(run) : run));
}

/** Where nobody writes spaces, a dictionary knows the words. */
function cutRun(run: string): string[] {
  const words: string[] = [];
  let leading = '';
  for (const { segment, isWordLike } of segmenter.segment(run)) {
    if (isWordLike === true) {
      words.push(leading + segment);
      leading = '';
    } else if (leading !== '' || words.length === 0 || opens.test(segment)) leading += segment;
    else words.push((words.pop() ?? '') + segment);
  }
  return leading === '' ? words : [...words.slice(0, -1), (words.at(-1) ?? '') + leading];
}
