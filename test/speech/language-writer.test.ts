import { afterAll, expect, test } from 'vitest';
import { claimsOf } from '../../src-main/features/summaries/claims.ts';
import { localModels } from '../../src-main/features/summaries/model/open-local.ts';
import { modelWriter } from '../../src-main/features/summaries/model/write.ts';
import { getTemplate } from '../../src-main/features/summaries/templates/rows.ts';
import { openLanguageEngine, tinyModel } from '../support/language-engine.ts';
import { randomFrom } from '../support/random.ts';
import { randomTranscript } from '../support/random-transcript.ts';
import { seed } from '../support/seed.ts';

const { engine, crashes } = openLanguageEngine({ whenOver: afterAll });
const random = randomFrom(seed);
const none = () => undefined;

const { open } = localModels({
  languageEngine: engine,
  log: { debug: none, info: none, warn: none, error: none },
  chooseDevice: () => Promise.resolve({ device: 'cpu', threads: 1 }),
  useModel: none,
});

test.each([
  { contextTokens: 1024, words: 60 },
  { contextTokens: 2048, words: 100 },
  { contextTokens: 32_768, words: 250 },
])('$words words of any script, a context of $contextTokens tokens, whatever the model says', async (how) => {
  const { contextTokens, words } = how;
  const { path } = tinyModel(contextTokens);
  const fit = () => Promise.resolve({ contextTokens, graphicsLayers: 0 });
  const file = { id: 'tiny', name: 'Tiny', path, sha256: null, fit };
  const segments = randomTranscript(random, { words, speakers: 3, longest: 20 });
  const template = getTemplate({ all: () => [], get: none }, 'action-list');
  const brief = { ...template, modelId: 'tiny', length: 'short' } as const;
  const shares: number[] = [];
  const desk = {
    ...{ signal: new AbortController().signal, position: undefined, alive: none, show: none },
    keep: (_: unknown, share: number) => void shares.push(share),
  };
  const writer = modelWriter((signal) => open(file, signal));
  const { content, provenance } = await writer.write({ segments, language: null, brief }, desk);
  const known = new Set(segments.map(({ id }) => id));
  for (const { citations } of claimsOf(content)) {
    expect(citations.length).toBeGreaterThan(0);
    expect(citations.every((id) => known.has(id))).toBe(true);
  }
  expect(shares.at(-1)).toBeCloseTo(1);
  expect(provenance.contextTokens).toBeLessThan(contextTokens);
  expect(provenance.parts > 1).toBe(contextTokens < 32_768);
  expect(crashes()).toBe(0);
});
