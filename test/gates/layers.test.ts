import { afterAll, expect, test } from 'vitest';
import { plantTree, root, runTool } from '../support/planted-tree.ts';

/** Each file breaks one rule, and the check must say so. */
const planted: [file: string, text: string, rule: string][] = [
  ['src-main/rpc/up.ts', `import '../contract/meetings.ts';`, 'rpc-imports-below'],
  ['src-main/rpc/platform.ts', `import 'node:fs';`, 'rpc-and-contract-run-anywhere'],
  ['src-main/contract/sql.ts', `import '../storage/database.ts';`, 'contract-imports-below'],
  ['src-main/contract/socket.ts', `import 'ws';`, 'rpc-and-contract-run-anywhere'],
  ['src-main/storage/calls.ts', `import '../rpc/serve.ts';`, 'storage-imports-below'],
  ['src-main/engines/save.ts', `import '../storage/database.ts';`, 'engines-imports-below'],
  [
    'src-main/features/meetings/native.ts',
    `import '../../engines/whisper/native.ts';`,
    'features-imports-below',
  ],
  [
    'src-main/features/meetings/up.ts',
    `import type { Core } from '../../core/core.ts';`,
    'features-imports-below',
  ],
  ['src-main/features/meetings/peek.ts', `import '../tags/queries.ts';`, 'features-are-strangers'],
  ['src-main/jobs/up.ts', `import '../features/tags/queries.ts';`, 'jobs-imports-below'],
  ['src-main/core/up.ts', `import '../hosts/loopback/serve.ts';`, 'core-imports-below'],
  [
    'src-main/core/window.ts',
    `import { app } from 'electron'; app.quit();`,
    'only-its-host-reaches-electron',
  ],
  [
    'src-main/core/typed.ts',
    `import type { App } from 'electron';\nexport type A = App;`,
    'only-its-host-reaches-electron',
  ],
  ['src-main/core/store.ts', `import 'electron-store';`, 'only-its-host-reaches-electron'],
  ['src-main/hosts/headless/far.ts', `import '../../core/window.ts';`, 'only-its-host-reaches-electron'],
  ['src-main/hosts/headless/peek.ts', `import '../electron/entry.ts';`, 'hosts-are-strangers'],
  ['src-preload/core.ts', `import '../src-main/core/core.ts';`, 'renderer-and-preload-see-the-contract'],
  [
    'src-renderer/sql.ts',
    `import '../src-main/storage/database.ts';`,
    'renderer-and-preload-see-the-contract',
  ],
  ['src-renderer/preload.ts', `import '../src-preload/index.ts';`, 'renderer-and-preload-see-the-contract'],
  [
    'src-renderer/late.ts',
    `void import('../src-main/core/core.ts');`,
    'renderer-and-preload-see-the-contract',
  ],
  ['src-renderer/circle.ts', `import './circle.ts';`, 'no-circle'],
  ['src-renderer/lost.ts', `import './nowhere.ts';`, 'no-unresolvable'],
];

const allowed = {
  'src-main/rpc/errors.ts': `import * as v from 'valibot';\nexport const code = v.string();`,
  'src-main/rpc/serve.ts': `export * from './errors.ts';`,
  'src-main/contract/meetings.ts': `export { code } from '../rpc/errors.ts';`,
  'src-main/storage/database.ts': `import 'node:fs';\nimport 'better-sqlite3';\nimport '../rpc/errors.ts';`,
  'src-main/engines/whisper/types.ts': `export type Whisper = string;`,
  'src-main/engines/whisper/native.ts': `import '../../rpc/serve.ts';\nimport type {} from './types.ts';`,
  'src-main/features/tags/queries.ts': `import type { Whisper } from '../../engines/whisper/types.ts';
import '../../storage/database.ts';
import '../../contract/meetings.ts';
export type W = Whisper;`,
  'src-main/core/core.ts': `import '../features/tags/queries.ts';\nexport type Core = string;`,
  'src-main/hosts/loopback/serve.ts': `import 'ws';\nimport '../../core/core.ts';`,
  'src-main/hosts/headless/entry.ts': `import '../loopback/serve.ts';`,
  'src-main/hosts/electron/entry.ts': `import 'electron';\nimport 'electron-store';\nimport '../../core/core.ts';`,
  'src-preload/index.ts': `import 'electron';`,
  'src-renderer/main.ts': `import 'react';\nimport '../src-main/contract/meetings.ts';\nimport '../src-main/rpc/serve.ts';`,
};

const folders = ['src-main', 'src-preload', 'src-renderer'];
const removals: (() => void)[] = [];
afterAll(() => {
  for (const remove of removals) remove();
});

async function cruise(folder: string): Promise<{ status: number; found: string[]; modules: number }> {
  const { status, output } = await runTool('dependency-cruiser', 'depcruise', folders, folder);
  const found = [...output.matchAll(/error (\S+): (\S+)/g)].map(
    ([, rule, file]) => `${file ?? ''}: ${rule ?? ''}`,
  );
  return { status, found, modules: Number(/(\d+) modules/.exec(output)?.[1]) };
}

function plant(files: Record<string, string>): string {
  const tree = plantTree(files);
  removals.push(tree.remove);
  return tree.path;
}

test('the sources keep the import rule, and all of them are looked at', async () => {
  const { found, modules } = await cruise(root);
  expect(found).toEqual([]);
  expect(modules).toBeGreaterThan(50);
});

test('what the rule allows passes', async () => {
  const { status, found, modules } = await cruise(plant(allowed));
  expect(found).toEqual([]);
  expect(status).toBe(0);
  expect(modules).toBeGreaterThanOrEqual(Object.keys(allowed).length);
});

test('every planted violation is caught, and nothing else is', async () => {
  const files = Object.fromEntries(planted.map(([file, text]) => [file, text]));
  const { status, found } = await cruise(plant({ ...allowed, ...files }));
  expect(status).not.toBe(0);
  expect(found).toEqual(expect.arrayContaining(planted.map(([file, , rule]) => `${file}: ${rule}`)));
  expect(
    found.filter((violation) => Object.keys(allowed).some((file) => violation.startsWith(`${file}:`))),
  ).toEqual([]);
});
