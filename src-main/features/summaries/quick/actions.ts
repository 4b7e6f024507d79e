import { MOST_CLAIMS, type Action } from '../../../contract/summaries.ts';
import type { Cues } from '../cues/types.ts';
import { clauseEnds } from '../language/clauses.ts';
import { isContent, type RuledLanguage } from '../language/stop-words.ts';
import { findPeople, type People } from './people.ts';
import { wordsIn, type Word } from '../language/words.ts';
import type { Sentence } from './sentences.ts';

/** named: “Ben will …”. own: “I will …”. asked: “can you …?” */
interface Task extends Pick<Action, 'text' | 'who' | 'when'> {
  how: 'named' | 'own' | 'asked';
  place: number;
  /** Where it was asked for, by what is said before it. */
  askedAt: number | null;
  segments: string[];
  /** What it is about. */
  terms: Set<string>;
  /** What it is to be done by, as far as two can be compared. */
  days: Set<string>;
}

/** Who was asked answers soon, and who is thanked has just promised it. */
const NEAR = 3;
/** With fewer words of its own it does not say what is to be done. */
const TELLING = 2;
/** So many of the words of the shorter of two that are the same task. */
const SAME = 0.7;

/** Of what is said of one task: more says it no better. */
const MOST_ALIKE = 12;
/** What else there is to do is looked at so far back; no list that a person could use is longer. */
const NEAR_TASKS = 100;

const isSmallName = /^(?:the|das|die|el) /i;

function taskIn(
  sentence: Sentence,
  cues: Cues,
  people: People,
): Pick<Task, 'text' | 'who' | 'when' | 'how'> | undefined {
  const text = people.withNames(sentence.text);
  const as = ({ index }: RegExpExecArray) => ({ text: sentence.text, when: whenOf(text, index, cues) });
  const assigned = cues.assigns.exec(text);
  const who = assigned?.groups?.who ?? null;
  if (!sentence.isQuestion && assigned && who !== null) {
    const own = as(assigned);
    // Of what a team will do much is no task, but what has an end set is.
    if (isSmallName.test(who) ? own.when !== null : people.isPerson(who))
      return { ...own, how: 'named', who: people.fullName(who) };
  }
  const asked = cues.requests.exec(text);
  if (asked) return { ...as(asked), how: 'asked', who: people.calledIn(sentence) };
  const promised = sentence.isQuestion ? null : cues.promises.exec(text);
  return promised ? { ...as(promised), how: 'own', who: sentence.speaker || null } : undefined;
}

/** It is to be done by the time that is said with it, or else beside it, where that is not denied. */
function whenOf(text: string, at: number, { when, negates }: Cues): string | null {
  const dates = [...text.matchAll(new RegExp(when, `${when.flags}g`))];
  if (dates.length === 0) return null;
  const ends = [...text.matchAll(new RegExp(clauseEnds, `${clauseEnds.flags}g`))].map(({ index }) => index);
  const clauseAt = (place: number) => ends.filter((end) => end < place).length;
  const clauseOf = (clause: number) => text.slice(ends[clause - 1] ?? 0, ends[clause] ?? text.length);
  const best =
    dates.find(({ index }) => clauseAt(index) === clauseAt(at)) ??
    dates.find(({ index }) => !negates.test(clauseOf(clauseAt(index))));
  return best?.[0].trim() ?? null;
}

/** Where nobody knows who speaks, or is asked: by what is said before and after. */
function findWho(
  { how, who }: Pick<Task, 'how' | 'who'>,
  place: number,
  sentences: readonly Sentence[],
  cues: Cues,
  people: People,
): Pick<Task, 'who' | 'askedAt' | 'segments'> {
  const nobody = { who, askedAt: null, segments: [] };
  const own = sentences[place];
  if (how === 'named' || !own) return nobody;
  const after = sentences.slice(place + 1, place + 1 + NEAR);
  if (how === 'asked') {
    const answer = after.find(({ text, speaker }) => speaker !== '' && cues.agrees.test(text));
    return who === null && answer && answer.speakerId !== own.speakerId
      ? { who: answer.speaker, askedAt: null, segments: answer.segments }
      : nobody;
  }
  const before = sentences.slice(Math.max(0, place - NEAR), place);
  // A request is answered once.
  const last = before.findLast(({ text }) => cues.requests.test(text) || cues.promises.test(text));
  const asked = last && cues.requests.test(last.text) ? last : undefined;
  const called = asked && people.calledIn(asked);
  if (called && (who === null || who === called))
    return { who: called, askedAt: sentences.indexOf(asked), segments: asked.segments };
  // “Thank you, Ben.”
  const [next] = after;
  const thanked = next && next.words.length <= NEAR + 1 ? people.calledIn(next) : null;
  return who === null && thanked ? { who: thanked, askedAt: null, segments: next?.segments ?? [] } : nobody;
}

const stemsOf = (words: readonly Word[], language: RuledLanguage) =>
  new Set(words.filter((word) => isContent(word, language)).map(({ stem }) => stem));

function termsOf({ words }: Sentence, language: RuledLanguage, when: string | null, who: string | null) {
  const beside = `${when ?? ''} ${who ?? ''}`;
  return stemsOf(
    words.filter(({ text }) => !beside.includes(text)),
    language,
  );
}

/** What is done with it comes first. */
const thingOf = ({ terms }: Task) => new Set([...terms].slice(1));

function isSame(one: Task, other: Task): boolean {
  if (one.place === other.askedAt) return true;
  if (one.who !== null && other.who !== null && one.who !== other.who) return false;
  const least = Math.min(one.terms.size, other.terms.size);
  if (least < TELLING) return false;
  if (one.terms.intersection(other.terms).size >= least * SAME) return true;
  // Promised, and listed in other words: the same person, day and thing.
  if (one.how === other.how || one.days.isDisjointFrom(other.days)) return false;
  const [thing, otherThing] = [thingOf(one), thingOf(other)];
  if (one.who !== null && other.who !== null) return !thing.isDisjointFrom(otherThing);
  // Where it is not known who promised it, one of them says no other thing than the other.
  if (one.who === other.who || Math.min(thing.size, otherThing.size) === 0) return false;
  return thing.isSubsetOf(otherThing) || otherThing.isSubsetOf(thing);
}

const worth = ({ who, when, how }: Task) =>
  (who === null ? 0 : 2) + (when === null ? 0 : 2) + (how === 'named' ? 1 : 0);

/** Asked for, promised and listed at the end, a task is one. Said best is where who and when are named. */
async function join(tasks: readonly Task[], pause: () => Promise<void>): Promise<Task[]> {
  const groups: Task[][] = [];
  for (const task of tasks) {
    const near = groups.slice(-NEAR_TASKS);
    const group = near.find((own) => own.some((other) => isSame(other, task)));
    if (!group) groups.push([task]);
    else if (group.length < MOST_ALIKE) group.push(task);
    await pause();
  }
  return groups.flatMap((group) => {
    const [best, ...others] = group.toSorted((one, other) => worth(other) - worth(one));
    if (!best) return [];
    // “Yes, I can do that by Friday” says when, but not what.
    const told =
      best.terms.size >= TELLING ? best : (others.find(({ terms }) => terms.size >= TELLING) ?? best);
    return {
      ...best,
      text: told.text,
      who: best.who ?? others.find(({ who }) => who !== null)?.who ?? null,
      when: best.when ?? others.find(({ when }) => when !== null)?.when ?? null,
      segments: group.flatMap(({ segments }) => segments),
    };
  });
}

export async function actionsIn(
  sentences: readonly Sentence[],
  cues: Cues,
  language: RuledLanguage,
  pause: () => Promise<void>,
): Promise<Omit<Action, 'support'>[]> {
  const people = findPeople(sentences, cues, language);
  const tasks: Task[] = [];
  for (const [place, sentence] of sentences.entries()) {
    const task = taskIn(sentence, cues, people);
    await pause();
    if (!task) continue;
    const { who, askedAt, segments } = findWho(task, place, sentences, cues, people);
    if (sentence.terms.length < TELLING && askedAt === null) continue;
    const terms = termsOf(sentence, language, task.when, who);
    const days = stemsOf(wordsIn(task.when ?? ''), language);
    tasks.push({
      ...task,
      ...{ who, place, askedAt, terms, days },
      segments: [...sentence.segments, ...segments],
    });
  }
  const joined = await join(tasks, pause);
  return joined
    .slice(0, MOST_CLAIMS)
    .map(({ text, who, when, segments }) => ({ text, who, when, citations: segments }));
}
