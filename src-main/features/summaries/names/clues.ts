import { createTurns } from '../../../storage/turns.ts';
import { cuesOf } from '../cues/all.ts';
import type { RuledLanguage } from '../language/stop-words.ts';
import type { Said } from '../parts.ts';
import { sentencesOf, turnsOf } from '../quick/sentences.ts';
import { createNameTest, type NameTest } from './name-test.ts';
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

/** What somebody says in one go, with what stands around it. */
interface Turn {
  own: readonly Said[];
  before: Said | undefined;
  after: Said | undefined;
}

interface Rules {
  language: RuledLanguage;
  isName: NameTest;
}

function cluesInTurn({ own, before, after }: Turn, { language, isName }: Rules): Clue[] {
  const { called, am, presents, hands, thanks, asked, reported } = patternsOf(language);
  const { requests } = cuesOf[language];
  const clues: (Clue | undefined)[] = [];
  /** Of all who are spoken to, the last one answers. */
  let next: Clue | undefined;

  /** Told of whoever says `heard`. */
  function clueOf(
    segment: Said,
    sentence: string,
    candidate: Candidate,
    heard: Said | undefined,
    weight: number,
  ) {
    const isOther = heard !== segment && heard?.speakerId === segment.speakerId;
    if (heard?.speakerId == null || isOther) return undefined;
    const { name } = candidate;
    const quote = quoteOf(segment.text, sentence, candidate);
    if (quote === '' || !isName(name, candidate.before === '')) return undefined;
    const said = { segmentId: segment.id, quote, saidBy: segment.speakerId, heardIn: heard.id };
    return { ...said, speakerId: heard.speakerId, name, weight };
  }
  for (const [index, segment] of own.entries()) {
    const isLate = index >= own.length - NEAR;
    for (const { text, isQuestion } of sentencesOf([segment], language)) {
      const isAsked = isQuestion || requests.test(text);
      for (const candidate of candidatesIn(text)) {
        const about = (heard: Said | undefined, weight: number) =>
          clueOf(segment, text, candidate, heard, weight);
        const surely = called(candidate);
        const told = surely ?? am(candidate);
        // In German any noun may follow “I am”.
        if (told !== undefined && !reported.test(told))
          clues.push(about(segment, surely === undefined && language === 'de' ? 2 : 3));
        else if (index < NEAR && thanks(candidate) !== undefined) clues.push(about(before, 1));
        else if (presents(candidate) !== undefined) next = about(after, 2) ?? next;
        else if (isLate && (hands(candidate) !== undefined || (isAsked && asked(candidate))))
          next = about(after, 1) ?? next;
      }
    }
  }
  return [...clues, next].filter((clue) => clue !== undefined);
}

/** What the words of a meeting tell of who is who, by rules. */
export async function cluesIn(
  segments: readonly Said[],
  language: RuledLanguage,
  signal: AbortSignal,
): Promise<Clue[]> {
  const pause = createTurns();
  const rules = { language, isName: createNameTest(segments, language) };
  const turns = turnsOf(segments);
  const clues: Clue[] = [];
  for (const [place, own] of turns.entries()) {
    const turn = { own, before: turns[place - 1]?.at(-1), after: turns[place + 1]?.[0] };
    clues.push(...cluesInTurn(turn, rules));
    await pause();
    signal.throwIfAborted();
  }
  return clues;
}
