import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

const newFolder = () => mkdtempSync(join(tmpdir(), 'meetmemo-test-'));
const remove = (folder: string) => {
  rmSync(folder, { recursive: true, force: true });
};

/** A folder for one test, gone afterwards. */
export function tempHome(): string {
  const folder = newFolder();
  onTestFinished(() => {
    remove(folder);
  });
  return folder;
}

/** A folder for all tests of a file, gone after the last. */
export function sharedHome(): string {
  const folder = newFolder();
  afterAll(() => {
    remove(folder);
  });
  return folder;
}
