import { wordsIn } from '../language/words.ts';
import type { Said } from '../parts.ts';
import { turnsOf } from '../quick/sentences.ts';
import { isGeneric, isPlace } from './generic.ts';
import type { Told } from './shape.ts';
import type { Clue } from './types.ts';

const MOST_WORDS = 5;
/** A whole transcript is no quote. */
const LONGEST = 300;

/** Whether a name stands there word by word, and is one. */
function isNamed(name: string, quote: string): boolean {
  if (!/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(name) || name.split(/\s+/).length > MOST_WORDS) return false;
  if (isGeneric(name) || isPlace(name)) return false;
  if (!quote.includes(name)) return false;
  const words = new Set(wordsIn(quote).map(({ text }) => text));
  // Scripts that put no spaces between words leave open where one ends.
  return /\p{Lo}/u.test(name) || wordsIn(name).every(({ text }) => words.has(text));
}

/** Believes a model nothing: the line, the words in it, the name in them, and that who is meant stands near. */
export function createVerifying(segments: readonly Said[], voices: ReadonlyMap<string, string>) {
  const turns = turnsOf(segments);
  const turnOf = new Map(turns.flatMap((turn, place) => turn.map(({ id }) => [id, place] as const)));

  return function verify({ speaker, name: told, id, quote: said }: Told): Clue | undefined {
    const segment = segments[Number(/^\[?s(\d+)\]?$/.exec(id)?.[1] ?? 0) - 1];
    const speakerId = voices.get(speaker.trim());
    const [name, quote] = [told.trim(), said.trim()];
    if (!segment || speakerId === undefined) return undefined;
    if (quote === '' || quote.length > LONGEST || !segment.text.includes(quote)) return undefined;
    if (!isNamed(name, quote)) return undefined;
    const place = turnOf.get(segment.id) ?? 0;
    const near = [segment, turns[place + 1]?.[0], turns[place - 1]?.at(-1)];
    const heard = near.find((own) => own?.speakerId === speakerId);
    if (!heard) return undefined;
    const weight = heard === segment ? 2 : 1;
    const { id: segmentId, speakerId: saidBy } = segment;
    return { speakerId, name, segmentId, quote, saidBy, heardIn: heard.id, weight };
  };
}
