import { expect, test } from 'vitest';
import type { LoadedBinding } from './native-binding.ts';
import { nativeAdapter } from './native.ts';

test.each([
  ['thrown', 'map::at', /^The speech engine met something/],
  ['failed', 'There is not enough memory.', /^There is not enough memory\.$/],
])('what is %s says a sentence', async (code, said, sentence) => {
  const load = () => Promise.reject(Object.assign(new Error(said), { code }));
  const binding = { load, shutdown: () => undefined } as unknown as LoadedBinding['binding'];
  const adapter = nativeAdapter({ binding, graphics: [], addGraphics: () => undefined });
  await expect(adapter.load('/model', {} as never)).rejects.toMatchObject({
    code: 'engine_unavailable',
    message: expect.stringMatching(sentence) as string,
  });
});
