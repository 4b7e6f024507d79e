import { expect, test } from 'vitest';
import { dialogues, segmentsOf, type Dialogue } from '../../../../test/support/dialogues.ts';
import { findNames } from './find.ts';

function find(dialogue: Dialogue) {
  const { segments, speakers } = segmentsOf(dialogue);
  const findings = findNames(segments, { speakers, rejected: [], language: dialogue.language });
  return { segments, speakers, findings };
}

test('there are twenty dialogues', () => {
  expect(dialogues).toHaveLength(20);
});

test.each(dialogues)('$language: $about', (dialogue) => {
  const { segments, speakers, findings } = find(dialogue);
  const who = new Map(speakers.map((own) => [own.id, own.who]));
  expect(Object.fromEntries(findings.map(({ speakerId, name }) => [who.get(speakerId), name]))).toEqual(
    dialogue.names,
  );
  for (const { speakerId, name, evidence } of findings) {
    expect(evidence).not.toEqual([]);
    for (const { segmentId, quote, saidBy, heardIn } of evidence) {
      const segment = segments.find(({ id }) => id === segmentId);
      expect(segment?.text).toContain(quote);
      expect(quote).toMatch(/\p{L}/u);
      expect(name.split(' ').some((word) => quote.includes(word))).toBe(true);
      expect(segment?.speakerId).toBe(saidBy);
      expect(segments.find(({ id }) => id === heardIn)?.speakerId).toBe(speakerId);
    }
  }
});
