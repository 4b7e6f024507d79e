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
