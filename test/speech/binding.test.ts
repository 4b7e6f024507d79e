import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { nanoModel } from '../support/sample.ts';

const program = join(import.meta.dirname, '../support/binding-program.ts');

test.each([
  ['values', 'en'],
  ['shutdown', ['cancelled', 'cancelled']],
  ['worker', 'ended'],
])('our binding of whisper.cpp withstands wrong use: %s', async (what, outcome) => {
  // One that hangs is killed.
  const { stdout } = await promisify(execFile)(process.execPath, [program, nanoModel, what], {
    timeout: 240_000,
  });
  expect(JSON.parse(stdout)).toEqual(outcome);
});
