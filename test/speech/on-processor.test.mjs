import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileWithGgml, ggmlFolder } from '../../scripts/lib/whisper-build.mjs';
import { sharedHome } from '../support/temp-home.ts';

const source = join(import.meta.dirname, '../support/on-processor-program.cpp');
const home = sharedHome();
let cases;

/** Other processors have no kernels of ours. */
describe.skipIf(process.arch !== 'x64')('x86-64', () => {
  beforeAll(async () => {
    const program = join(home, 'on-processor');
    await compileWithGgml(source, program);
    const lines = execFileSync(program, [ggmlFolder()], { encoding: 'utf8' }).trim().split('\n');
    cases = lines.map((line) => {
      const [kernels, operation, sizes, who, error] = line.split(' ');
      return { kernels, what: `${operation} ${sizes}`, who, error: Number(error) };
    });
  });

  test('the encoder calculates on a processor as exactly as with doubles', () => {
    console.log(`Tried with ${[...new Set(cases.map(({ kernels }) => kernels))].join(' and ')}.`);
    const ours = cases.filter(({ who }) => who === 'ours');
    expect(ours.length).toBeGreaterThanOrEqual(22);
    expect(ours.filter(({ error }) => !(error < 5e-5))).toEqual([]);
  });

  test('what it is not made for goes to ggml', () => {
    const theirs = cases.filter(({ who }) => who === 'ggml');
    expect(new Set(theirs.map(({ what }) => what))).toEqual(
      new Set([
        ...['product 63x64x64/1', 'product 100x40x64/1', 'product 100x64x36/1', 'gelu 3x65/1'],
        ...['attention 63x2/1', 'attention 100x3/1', 'attention 333x6/3'],
      ]),
    );
    // It rounds what is multiplied to 16 bits.
    expect(theirs.filter(({ error }) => !(error < 5e-3))).toEqual([]);
  });
});
