import { wordsIn } from '../language/words.ts';
import type { Said } from '../parts.ts';
import { keysOf, mayBeSame } from './generic.ts';
import type { Clue, Evidence, Finding } from './types.ts';

/** What speaks against a name counts so often, or it would outweigh what people say of themselves. */
const MOST_AGAINST = 2;

const sumOf = (evidence: readonly Evidence[]) => evidence.reduce((sum, { weight }) => sum + weight, 0);

/** null: too much speaks against it. */
export function confidenceOf(
  evidence: readonly Evidence[],
  against: number,
): 'high' | 'medium' | 'low' | null {
  const score = sumOf(evidence) - against;
  if (score >= 3) return 'high';
  if (score >= 2) return 'medium';
  return score >= 1 ? 'low' : null;
}

/** Clues of one speaker whose names may be the same one; it is written as the longest of them. */
function gather(speakerId: string, clues: readonly Clue[]): Finding[] {
  const found: Finding[] = [];
  for (const { speakerId: _of, name, ...own } of clues.toSorted(
    (one, other) => lengthOf(other) - lengthOf(one),
  )) {
    const same = found.find((finding) => mayBeSame(finding.name, name));
    if (!same) {
      found.push({ speakerId, name, evidence: [own], against: 0 });
      continue;
    }
    // A segment tells a thing once.
    const before = same.evidence.find(({ segmentId }) => segmentId === own.segmentId);
    if (!before) same.evidence.push(own);
    else if (before.weight < own.weight) Object.assign(before, own);
  }
  return found;
}
const lengthOf = ({ name }: Clue) => keysOf(name).length * 1000 + name.length;

/** Who says which of these words with a capital, and where. */
function mentionsOf(segments: readonly Said[], keys: ReadonlySet<string>) {
  const found = new Map<string, Set<string>>();
  for (const { id, speakerId, text } of segments) {
    for (const { key, text: word } of wordsIn(text)) {
      if (!keys.has(key) || !/^\p{Lu}/u.test(word)) continue;
      const place = `${speakerId ?? ''} ${key}`;
      found.set(place, (found.get(place) ?? new Set()).add(id));
    }
  }
  return found;
}

/**
 * Who each speaker may be: one name for each at most, and no name for two. Whoever says a name other than to present
 * themselves is hardly called so. `isOpen`: whether a name may be proposed for somebody at all.
 */
export function weigh(
  clues: readonly Clue[],
  segments: readonly Said[],
  isOpen: (finding: Finding) => boolean,
): Finding[] {
  const places = new Map(segments.map(({ id }, place) => [id, place]));
  const placeOf = ({ segmentId }: Evidence) => places.get(segmentId) ?? 0;
  const keyOf = (name: string) => keysOf(name)[0] ?? '';
  const mentions = mentionsOf(segments, new Set(clues.map(({ name }) => keyOf(name))));
  const findings = [...Map.groupBy(clues, ({ speakerId }) => speakerId)]
    .flatMap(([speakerId, own]) => gather(speakerId, own))
    .filter(isOpen);
  for (const finding of findings) {
    const { speakerId, name, evidence } = finding;
    evidence.sort((one, other) => placeOf(one) - placeOf(other));
    const own = new Set(evidence.map(({ segmentId }) => segmentId));
    const said = [...(mentions.get(`${speakerId} ${keyOf(name)}`) ?? [])].filter((id) => !own.has(id));
    finding.against = Math.min(MOST_AGAINST, said.length);
  }
  const score = ({ evidence, against }: Finding) => sumOf(evidence) - against;
  const best = findings.filter((one) => score(one) >= 1).sort((one, other) => score(other) - score(one));
  const taken: Finding[] = [];
  const unclear: string[] = [];
  for (const one of best) {
    if (taken.some((other) => other.speakerId === one.speakerId || mayBeSame(other.name, one.name))) continue;
    if (unclear.some((name) => mayBeSame(name, one.name))) continue;
    const others = best.filter((other) => other !== one && score(other) * 2 >= score(one));
    const rivals = others.filter(
      (other) =>
        other.speakerId !== one.speakerId &&
        mayBeSame(other.name, one.name) &&
        !taken.some(({ speakerId }) => speakerId === other.speakerId),
    );
    // Nobody can tell whose it is.
    if (rivals.some((rival) => score(rival) === score(one))) unclear.push(one.name);
    else taken.push(one);
    const isDoubtful = rivals.length > 0 || others.some(({ speakerId }) => speakerId === one.speakerId);
    if (isDoubtful) one.against += 1;
  }
  return taken.filter(({ evidence, against }) => confidenceOf(evidence, against) !== null);
}
