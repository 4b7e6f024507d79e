import { expect, test } from 'vitest';
import { allParts, exportSource, type Said } from '../../../test/support/export-source.ts';
import { toParagraphs } from '../../contract/paragraphs.ts';
import { asNamed } from './source.ts';
import { turnsOf } from './turns.ts';
import { wordsIn } from './words.ts';

/** Several speak, pause, go on for long and say nothing at all. */
const said = Array.from({ length: 120 }, (_, at): Said => {
  const startMs = at * 4000;
  return {
    text: at % 17 === 5 ? ' ' : `Word ${'x'.repeat((at * 37) % 160)}.`,
    by: Math.floor(at / 9) % 3,
    ...{ startMs, endMs: startMs + (at % 11 === 0 ? 2000 : 3900) },
  };
});

test('a file has the paragraphs that the window has', () => {
  const source = exportSource({ names: ['Ann', 'Ben', 'Cleo'], said });
  const words = wordsIn('en');
  const texts = new Map(source.segments.map(({ id, text }) => [id, text]));
  const whole = (segments: readonly { id: string }[]) =>
    segments.map(({ id }) => id).filter((id) => texts.get(id)?.trim() !== '');
  for (const speakers of [true, false]) {
    const seen = asNamed(source, { speakers });
    const turns = turnsOf(seen, allParts, words);
    const paragraphs = toParagraphs(seen.segments);
    expect(turns.map(({ segments }) => whole(segments))).toEqual(
      paragraphs.map(({ segments }) => whole(segments)),
    );
    expect(turns.map(({ startMs }) => startMs)).toEqual(paragraphs.map(({ startMs }) => startMs));
    expect(turns.filter(({ isNew }) => isNew)).toHaveLength(speakers ? 14 : 0);
    expect(turns.length).toBeGreaterThan(14);
  }
});
