import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileWithGgml } from '../../scripts/lib/whisper-build.mjs';
import { sharedHome } from '../support/temp-home.ts';

const source = join(import.meta.dirname, '../support/tokens-program.cpp');

test('a prompt has the tokens that whisper.cpp finds in it, whatever its words and scripts', async () => {
  const program = join(sharedHome(), 'tokens');
  await compileWithGgml(source, program, '-O1');
  expect(Number(execFileSync(program, { encoding: 'utf8' }))).toBeGreaterThan(100_000);
});
