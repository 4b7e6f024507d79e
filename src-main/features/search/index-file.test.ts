import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempHome } from '../../../test/support/temp-home.ts';
import { createIndexFile } from './index-file.ts';

test('a meeting of very many words leaves the words of the next one as they are', () => {
  const file = createIndexFile(join(tempHome(), 'search.db'), {}, () => undefined);
  onTestFinished(file.close);
  file.putPart(2, 0, 'next');
  for (const part of [256, 4096, 65_535]) file.putPart(1, part, 'much');
  expect([file.find(['next']), file.find(['much'])]).toEqual(['[2]', '[1]']);
  file.finish({ seq: 1, id: 'one', stamp: 1 }, 300);
  expect([file.find(['next']), file.find(['much'])]).toEqual(['[2]', '[1]']);
  file.remove([1]);
  expect([file.find(['next']), file.find(['much'])]).toEqual(['[2]', '[]']);
});
