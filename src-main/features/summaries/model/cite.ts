import type { Claim, SummaryContent } from '../../../contract/summaries.ts';
import { wordsIn } from '../language/words.ts';
import type { Said } from '../parts.ts';
import type { Answer } from './shape.ts';

/** It is checked after all is written. */
const support = 'unsupported' as const;

/** Turns short ids into those of segments. */
export function createCiting(segments: readonly Said[]) {
  const stems = new Map<number, Set<string>>();
  const stemsOf = (place: number) => {
    const known = stems.get(place) ?? new Set(wordsIn(segments[place]?.text ?? '').map(({ stem }) => stem));
    stems.set(place, known);
    return known;
  };

  /** Of those that were offered, the one that has most of the words: whether it says so is for the check. */
  function bestFit(text: string, offered: readonly number[]): number[] {
    const wanted = new Set(wordsIn(text).map(({ stem }) => stem));
    let best = offered[0];
    let most = 0;
    for (const place of offered) {
      const own = stemsOf(place);
      const shared = [...wanted].filter((stem) => own.has(stem)).length;
      if (shared > most) [best, most] = [place, shared];
    }
    return best === undefined ? [] : [best];
  }

  return {
    /** An answer with citations among what its prompt offered, at least one for each claim. */
    cited(answer: Answer, offered: readonly number[]): SummaryContent {
      const known = new Set(offered);
      const places = ({ text, ids }: Answer['overview'][number]) => {
        const named = ids.map((id) => Number(/^\W*s?(\d+)\W*$/i.exec(String(id))?.[1]) - 1);
        const found = [...new Set(named)].filter((place) => known.has(place));
        return found.length > 0 ? found : bestFit(text, offered);
      };
      const claim = (one: Answer['overview'][number]): Claim => ({
        text: one.text,
        citations: places(one)
          .sort((first, second) => first - second)
          .flatMap((place) => segments[place]?.id ?? []),
        support,
      });
      return {
        overview: answer.overview.map(claim),
        topics: answer.topics
          .filter(({ points }) => points.length > 0)
          .map(({ title, points }) => ({ title, points: points.map(claim) })),
        decisions: answer.decisions.map(claim),
        actions: answer.actions.map((one) => ({ ...claim(one), who: one.who, when: one.when })),
        questions: answer.questions.map(claim),
      };
    },
  };
}
