import { prompt } from './common.ts';

/** Letters of the names and terms of a library, or of a meeting. */
export const MOST_TERMS = 2000;
/** Those that are named for one transcription: room for both of the others, as a redo has them. */
export const MOST_ASKED = 5000;
/** All of them together, with what parts them. */
const MOST_EXPECTED = 10_000;

export const Terms = prompt(MOST_TERMS);
export const AskedTerms = prompt(MOST_ASKED);
export const ExpectedTerms = prompt(MOST_EXPECTED);

/** Names and terms are parted by commas or semicolons, of whatever script, or stand in lines. */
const parting = /[,،、，､﹐;؛；\r\n\u0085\u2028\u2029]+/;
const letterOfOtherScript = /[^\P{L}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** A model that knows English alone has learnt no other script: what it is to expect in one only harms the words it finds. */
export function termsForEnglish(terms: string): { expected: string; leftOut: string } {
  if (!letterOfOtherScript.test(terms)) return { expected: terms, leftOut: '' };
  const all = terms
    .split(parting)
    .map((term) => term.trim())
    .filter(Boolean);
  const [foreign = [], known = []] = [true, false].map((is) =>
    all.filter((term) => letterOfOtherScript.test(term) === is),
  );
  return { expected: known.join(', '), leftOut: foreign.join(', ') };
}
