import * as v from 'valibot';
import { expect, test } from 'vitest';
import { randomFrom } from '../../../../test/support/random.ts';
import { randomTranscript } from '../../../../test/support/random-transcript.ts';
import { seed } from '../../../../test/support/seed.ts';
import { SummaryContent } from '../../../contract/summaries.ts';
import { lengths } from '../../../contract/templates.ts';
import { claimsOf } from '../claims.ts';
import { summarizeQuickly } from '../../../../test/support/quick-summary.ts';

const random = randomFrom(seed);
const flat = (text: string) => text.replace(/\s+/g, '');

test('of any transcript: the shape is right, and each claim stands in what it cites', async () => {
  const sizes = [0, 1, 2, 5, 20, 100, 300, 300, 1000, 1000, 3000, 60_000];
  let claims = 0;
  for (const words of sizes) {
    const shape = { words, speakers: 1 + random(12), longest: [1, 12, 60, 400][random(4)] ?? 12 };
    const segments = randomTranscript(random, shape);
    const language = ['en', 'de', 'es', 'zh', null][random(5)] ?? null;
    const length = lengths[random(lengths.length)] ?? 'medium';
    const content = await summarizeQuickly(segments, { language, length });
    expect(v.safeParse(SummaryContent, content).issues).toBeUndefined();

    const places = new Map(segments.map(({ id }, place) => [id, place]));
    claims += claimsOf(content).length;
    for (const { text, citations, support } of claimsOf(content)) {
      expect(support).toBe('found');
      expect(text).not.toBe('');
      expect(citations).not.toEqual([]);
      const cited = citations.map((id) => places.get(id) ?? NaN);
      expect(cited).toEqual([...new Set(cited)].sort((one, other) => one - other));
      const said = flat(cited.map((place) => segments[place]?.text ?? '').join(' '));
      expect(said).toContain(flat(text));
    }
    for (const { title } of content.topics) expect(title).not.toBe('');
  }
  expect(claims).toBeGreaterThan(sizes.length);
});

test('whatever a segment is made of, it is read in moments', async () => {
  const parts = '.|…|!|?|。|a|A|1| |-|,|;|:|"|(|’|\n|a.|A.|. |? |, A|I |1.|no |Aa |¿|\u0301'.split('|');
  const long = (part: string) => part.repeat(Math.ceil(33_000 / part.length));
  for (const part of parts)
    for (const text of [`x${long(part)}y`, `We decided ${long(part)}`]) {
      const id = '0c7b1d3a-5f0e-4a54-9d6b-6a2a1f4c7e11';
      const content = await summarizeQuickly([
        { id, startMs: 0, endMs: 1000, speakerId: 'a', speaker: 'Anna', text },
      ]);
      expect(claimsOf(content).every(({ citations }) => citations.includes(id))).toBe(true);
    }
});
