import { cuesOf } from '../cues/all.ts';
import type { RuledLanguage } from '../language/stop-words.ts';
import type { Said } from '../parts.ts';
import { sentencesOf, turnsOf } from '../quick/sentences.ts';
import { createNameTest } from './name-test.ts';
import { candidatesIn, patternsOf, type Candidate } from './patterns.ts';
import type { Clue } from './types.ts';

/** How far from the end of a turn somebody may be spoken to who answers, and from its beginning, who spoke before. */
const NEAR = 3;
const LONGEST = 160;

/** The whole sentence, where it is not long; '': the words do not stand there as they were read. */
function quoteOf(text: string, sentence: string, { name, before, after }: Candidate): string {
  const near =
    sentence.length <= LONGEST ? sentence : `${before.slice(-LONGEST / 2)}${name}${after.slice(0, 20)}`;
  return text.includes(near) ? near.trim() : '';
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
      for (const { text, isQuestion } of sentencesOf([segment], language)) {
        const isAsked = isQuestion || requests.test(text);
        for (const candidate of candidatesIn(text)) {
          const { name } = candidate;
          /** Told of whoever says `heard`. */
          const clueOf = (heard: Said | undefined, weight: number): Clue | undefined => {
            const isOther = heard !== segment && heard?.speakerId === segment.speakerId;
            if (heard?.speakerId == null || isOther) return undefined;
            if (!isName(name, candidate.before === '')) return undefined;
            const quote = quoteOf(segment.text, text, candidate);
            if (quote === '') return undefined;
            const said = { segmentId: segment.id, quote, saidBy: segment.speakerId, heardIn: heard.id };
            return { ...said, speakerId: heard.speakerId, name, weight };
          };
          const surely = called(candidate);
          const told = surely ?? am(candidate);
          if (told !== undefined && !reported.test(told)) {
            // In German any noun may follow “I am”.
            const own = clueOf(segment, surely === undefined && language === 'de' ? 2 : 3);
            if (own) clues.push(own);
          } else if (index < NEAR && thanks(candidate) !== undefined) {
            const last = clueOf(before, 1);
            if (last) clues.push(last);
          } else if (presents(candidate) !== undefined) {
            next = clueOf(after, 2) ?? next;
          } else if (
            index >= turn.length - NEAR &&
            (hands(candidate) !== undefined || (isAsked && asked(candidate)))
          ) {
            next = clueOf(after, 1) ?? next;
          }
        }
      }
    });
    if (next) clues.push(next);
  });
  return clues;
}
