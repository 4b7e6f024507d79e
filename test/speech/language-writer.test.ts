import { afterAll, expect, test } from 'vitest';
import { claimsOf } from '../../src-main/features/summaries/claims.ts';
import { localModels } from '../../src-main/features/summaries/model/open-local.ts';
import { modelWriter } from '../../src-main/features/summaries/model/write.ts';
import { getTemplate } from '../../src-main/features/summaries/templates/rows.ts';
import { AppError } from '../../src-main/rpc/errors.ts';
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

const isUnreadable = (error: unknown) =>
  error instanceof AppError && error.message === 'This language model gave no answer that could be read.';

test.each([
  { contextTokens: 1024, words: 60 },
  { contextTokens: 2048, words: 100 },
  { contextTokens: 32_768, words: 250 },
])('$words words of any script, a context of $contextTokens tokens, whatever the model says', async (how) => {
  const { contextTokens, words } = how;
  const { path } = tinyModel(contextTokens);
  const fit = () => Promise.resolve({ contextTokens, graphicsLayers: 0 });
  const file = { id: 'tiny', name: 'Tiny', path, sha256: null, fit };
  const template = getTemplate({ all: () => [], get: none }, 'action-list');
  const brief = { ...template, modelId: 'tiny', length: 'short' } as const;
  const shares: number[] = [];
  const desk = {
    ...{ signal: new AbortController().signal, position: undefined, alive: none, show: none },
    keep: (_: unknown, share: number) => void shares.push(share),
  };
  const writer = modelWriter((signal) => open(file, signal));
  const write = async (triesLeft: number) => {
    const segments = randomTranscript(random, { words, speakers: 3, longest: 20 });
    try {
      return { segments, ...(await writer.write({ segments, language: null, brief }, desk)) };
    } catch (error) {
      // Random weights can fail to say anything at all, which is to be said plainly; not text after text.
      if (triesLeft === 0 || !isUnreadable(error)) throw error;
      return write(triesLeft - 1);
    }
  };
  const { segments, content, provenance } = await write(3);
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
