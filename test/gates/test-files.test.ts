import { globSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';
import { root } from '../support/planted-tree.ts';

test('every test file belongs to exactly one step', () => {
  const projects = (config.test?.projects ?? []) as { test: { name: string; include: string[] } }[];
  const files = ['src-*', 'scripts', 'test'].flatMap((folder) =>
    globSync(`${folder}/**/*.{test,spec}.*`, { cwd: root }).map((file) => file.replaceAll('\\', '/')),
  );
  const owners = (file: string): string[] =>
    projects
      .filter(({ test }) => test.include.some((glob) => matchesGlob(file, glob)))
      .map(({ test }) => test.name);
  expect(files.filter((file) => owners(file).length !== 1)).toEqual([]);
  expect(files).toContain(join('test', 'gates', 'test-files.test.ts').replaceAll('\\', '/'));
});
