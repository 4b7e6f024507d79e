import { expect, test, vi } from 'vitest';
import { openAudioEngine } from '../support/audio-engine.ts';
import { speech } from '../support/sounds.ts';

test('where the decoder can not be loaded, all that needs it says so, and the rest works', async () => {
  // Makes the package look for a build of its own, which is not there.
  vi.stubEnv('AV_FROM_SOURCE', '1');
  const engine = openAudioEngine();
  for (const call of [
    () => engine.inspect(speech),
    () => engine.analyse(speech),
    () => engine.samples(speech),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'engine_unavailable' });
  }
  const target = engine.fresh('taken');
  const take = { job: 't', source: speech, target, maxBytes: 1e9, keepFree: 0 };
  expect((await engine.use((audio) => audio.take(take))).bytes).toBe(640_044);
  vi.unstubAllEnvs();
});
