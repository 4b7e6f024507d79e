import { expect, test } from 'vitest';
import { dialogues, segmentsOf, type Dialogue } from '../../../../test/support/dialogues.ts';
import { randomFrom } from '../../../../test/support/random.ts';
import { randomTranscript } from '../../../../test/support/random-transcript.ts';
import type { Said } from '../parts.ts';
import { findNames, type Known } from './find.ts';
import { isGeneric, mayBeSame } from './generic.ts';
import type { Clue, Finding } from './types.ts';

const { signal } = new AbortController();

/** All that must hold of what is proposed, whatever was said. */
function expectSound(findings: readonly Finding[], segments: readonly Said[], { speakers }: Known) {
  for (const { speakerId, name, evidence } of findings) {
    expect(speakers.find(({ id }) => id === speakerId)?.name).toBe('');
    expect(isGeneric(name)).toBe(false);
    expect(evidence).not.toEqual([]);
    for (const { segmentId, quote, saidBy, heardIn } of evidence) {
      const segment = segments.find(({ id }) => id === segmentId);
      expect(segment?.text).toContain(quote);
      expect(segment?.speakerId).toBe(saidBy);
      expect(name.split(/[\s.]+/).some((word) => quote.includes(word))).toBe(true);
      expect(segments.find(({ id }) => id === heardIn)?.speakerId).toBe(speakerId);
    }
  }
  const given = [...findings, ...speakers.filter(({ name }) => name !== '')].map(({ name }) => name);
  for (const [index, one] of given.entries())
    if (index < findings.length)
      expect(given.filter((other, at) => at !== index && mayBeSame(one, other))).toEqual([]);
  expect(new Set(findings.map(({ speakerId }) => speakerId)).size).toBe(findings.length);
}

async function find(dialogue: Dialogue, rejected: Record<string, string> = {}) {
  const { segments, speakers } = segmentsOf(dialogue);
  const known = {
    ...{ speakers, language: dialogue.language },
    rejected: speakers.flatMap(({ id, who }) => {
      const name = rejected[who];
      return name === undefined ? [] : [{ speakerId: id, name }];
    }),
  };
  const findings = await findNames(segments, known, [], signal);
  expectSound(findings, segments, known);
  const who = new Map(speakers.map((own) => [own.id, own.who]));
  const names: Record<string, string> = Object.fromEntries(
    findings.map((own) => [who.get(own.speakerId) ?? '', own.name]),
  );
  return { findings, names };
}

test('there are twenty dialogues, and most of them name somebody', () => {
  expect(dialogues).toHaveLength(20);
  expect(dialogues.filter(({ names }) => Object.keys(names).length > 0).length).toBeGreaterThan(10);
});

test.each(dialogues)('$language: $about', async (dialogue) => {
  expect((await find(dialogue)).names).toEqual(dialogue.names);
});

test('what was turned down does not come back, nor does a longer form of it', async () => {
  const [introductions] = dialogues;
  if (!introductions) throw new Error('There is no dialogue');
  expect((await find(introductions, { A: 'Anna', C: 'Priya' })).names).toEqual({ B: 'Ben' });
});

const said = (who: string, text: string): [string, string] => [who, text];

test('what speaks against a name makes it less sure', async () => {
  const lines = [said('A', "I'm Ben Miller."), said('B', 'Good. Then let us begin.')];
  const dialogue = { about: '', language: 'en', names: {}, said: lines };
  const { findings } = await find(dialogue);
  expect(findings).toMatchObject([{ name: 'Ben Miller', against: 0 }]);
  const more = await find({ ...dialogue, said: [...lines, said('A', 'Ben told me that he is late.')] });
  expect(more.findings).toMatchObject([{ name: 'Ben Miller', against: 1 }]);
});

const phrases =
  "I'm Anna|my name is Anna Meier|thanks, Ben|Ben, can you hear me?|please welcome Dr Chen|this is Ben speaking|ich bin Ben|danke, Anna|soy Anna|I'm Einstein|Hi Бен|Anna Anna Anna here".split(
    '|',
  );

test.each(Array.from({ length: 20 }, (_, seed) => seed))('whatever is said, it holds: %d', async (seed) => {
  const random = randomFrom(seed);
  const shape = { words: random(1500), speakers: 1 + random(12), longest: 1 + random(40) };
  const segments = randomTranscript(random, shape).map((own) => ({
    ...own,
    text: random(3) === 0 ? `${phrases[random(phrases.length)] ?? ''}. ${own.text}` : own.text,
  }));
  const speakers = [...new Map(segments.map((own) => [own.speakerId, own.speaker]))].flatMap(([id, name]) =>
    id === null ? [] : [{ id, name }],
  );
  const known = { speakers, rejected: [], language: [null, 'en', 'de', 'es', 'ja'][random(5)] ?? null };
  const some = <T>(all: readonly T[]) => all[random(all.length)];
  const others = Array.from({ length: random(6) }, (): Clue[] => {
    const own = some(segments);
    if (!own?.speakerId || own.text.trim() === '') return [];
    const name = some(own.text.split(/\s+/)) ?? '';
    const { id, speakerId, text } = own;
    if (isGeneric(name)) return [];
    return [{ speakerId, name, segmentId: id, quote: text, saidBy: speakerId, heardIn: id, weight: 2 }];
  });
  expectSound(await findNames(segments, known, others.flat(), signal), segments, known);
});
