import { cuesOf } from '../cues/all.ts';
import type { RuledLanguage } from '../language/stop-words.ts';
import type { Said } from '../parts.ts';
import { sentencesOf, turnsOf } from '../quick/sentences.ts';
import { createNameTest } from './name-test.ts';
import { patternsOf } from './patterns.ts';
import type { Clue } from './types.ts';

/** How far from the end of a turn somebody may be spoken to who answers, and from its beginning, who spoke before. */
const NEAR = 3;
const LONGEST = 160;

/** The whole sentence, where it is not long. */
function quoteOf(text: string, sentence: string, found: string): string {
  if (sentence.length <= LONGEST && text.includes(sentence)) return sentence;
  return found.trim();
}

/** What the words of a meeting tell of who is who, by rules. */
export function cluesIn(segments: readonly Said[], language: RuledLanguage): Clue[] {
  const { called, am, presents, hands, thanks, asked, reported } = patternsOf(language);
  const isName = createNameTest(segments, language);
  const { requests } = cuesOf[language];
  const turns = turnsOf(segments);
  const clues: Clue[] = [];

  turns.forEach((turn, place) => {
    const before = turns[place - 1]?.at(-1);
    const after = turns[place + 1]?.[0];
    /** Of all who are spoken to, the last one answers. */
    let next: Clue | undefined;

    turn.forEach((segment, index) => {
      /** What these patterns find in a sentence, told of whoever says `heard`. */
      function look(patterns: readonly RegExp[], sentence: string, heard: Said | undefined, weight: number) {
        const own = heard === segment;
        const isMeant = heard && heard.speakerId !== null && (own || heard.speakerId !== segment.speakerId);
        if (!isMeant) return [];
        return patterns.flatMap((pattern) =>
          [...sentence.matchAll(pattern)].flatMap(({ 0: found, index: at, groups }): Clue[] => {
            const name = groups?.name ?? '';
            const isFirst = sentence.startsWith(name);
            if (!isName(name, { isFirst, isSure: patterns === called })) return [];
            if (own && reported.test(sentence.slice(0, at))) return [];
            const quote = quoteOf(segment.text, sentence, found);
            if (!segment.text.includes(quote)) return [];
            const said = { segmentId: segment.id, quote, saidBy: segment.speakerId, heardIn: heard.id };
            return [{ ...said, speakerId: heard.speakerId ?? '', name, weight }];
          }),
        );
      }
      for (const { text, isQuestion } of sentencesOf([segment], language)) {
        clues.push(...look(called, text, segment, 3));
        // In German any noun may follow.
        const surely = language === 'de' ? 2 : 3;
        clues.push(...look(am, text, segment, surely));
        if (index < NEAR) clues.push(...look(thanks, text, before, 1));
        next = look(presents, text, after, 2).at(-1) ?? next;
        if (index < turn.length - NEAR) continue;
        const isAsked = isQuestion || requests.test(text);
        next = look(isAsked ? [...hands, ...asked] : hands, text, after, 1).at(-1) ?? next;
      }
    });
    if (next) clues.push(next);
  });
  return clues;
}
