import type { Cues } from '../cues/types.ts';
import type { Sentence } from './sentences.ts';

/** “And you?” asks for nothing that anyone would look up. */
const TELLING = 2;

/** What is asked and not answered: nothing of it comes again in what is said next, or nobody is sure. */
export function questionsIn(sentences: readonly Sentence[], cues: Cues | undefined) {
  return sentences.flatMap((sentence, place) => {
    const { text, terms, segments, isQuestion } = sentence;
    const isAsked = isQuestion || cues?.beginsQuestion.test(text) === true;
    if (!isAsked || terms.length < TELLING || cues?.requests.test(text)) return [];
    const next = sentences.slice(place + 1, place + 3);
    const [answer] = next;
    if (answer && cues?.leavesOpen.test(answer.text))
      return [{ place, text, citations: [...segments, ...answer.segments] }];
    const isTakenUp = next.some((other) => other.terms.some((term) => terms.includes(term)));
    const isAnswered = answer && cues?.agrees.test(answer.text);
    return isTakenUp || isAnswered ? [] : [{ place, text, citations: segments }];
  });
}
