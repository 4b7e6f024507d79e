import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { nanoModel } from '../support/sample.ts';
import { tempHome } from '../support/temp-home.ts';

const program = join(import.meta.dirname, '../support/binding-program.ts');

/** One that hangs is killed. */
const run = (what: string, model = nanoModel) =>
  promisify(execFile)(process.execPath, [program, model, what], { timeout: 240_000 });

test.each([
  ['values', 'en'],
  ['shutdown', ['cancelled', 'cancelled']],
  ['worker', true],
  ['throwing', 'told'],
])('our binding of whisper.cpp withstands wrong use: %s', async (what, outcome) => {
  expect(JSON.parse((await run(what)).stdout)).toEqual(outcome);
});

test('a process whose engine hangs ends all the same', async () => {
  // Nobody ever writes into this one, so that reading it never ends.
  const model = join(tempHome(), 'model.bin');
  execFileSync('mkfifo', [model]);
  await expect(run('hang', model)).rejects.toMatchObject({ killed: false, code: 1 });
});
