import { afterEach, expect, test } from 'vitest';
import { plantTree, runTool, type Outcome } from '../support/planted-tree.ts';

let remove: () => void = () => undefined;
afterEach(() => {
  remove();
});

function plant(files: Record<string, string>): string {
  const tree = plantTree(files);
  remove = tree.remove;
  return tree.path;
}

function typeCheck(part: string, file: string, text: string): Promise<Outcome> {
  return runTool('typescript', 'tsc', ['-p', `tsconfig.${part}.json`], plant({ [file]: text }));
}

test('prettier: a badly formatted file fails', async () => {
  const good = plant({ 'src-main/a.ts': `export const a = 'b';\n` });
  expect((await runTool('prettier', 'prettier', ['--check', 'src-main'], good)).status).toBe(0);
  remove();
  const bad = plant({ 'src-main/a.ts': `export const a="b"` });
  expect((await runTool('prettier', 'prettier', ['--check', 'src-main'], bad)).status).toBe(1);
});

test('types: code without a fault passes', async () => {
  expect((await typeCheck('main', 'src-main/a.ts', `export const a = process.pid;`)).output).toBe('');
});

test('types: main knows no page', async () => {
  expect((await typeCheck('main', 'src-main/a.ts', `document.title = '';`)).output).toContain('TS2584');
});

test('types: the renderer knows no Node', async () => {
  expect(
    (await typeCheck('renderer', 'src-renderer/a.ts', `export const a = process.pid;`)).output,
  ).toContain('TS2591');
});

test('types: an element of an array may be missing', async () => {
  const text = `export const first = (names: string[]): string => names[0];`;
  expect((await typeCheck('test', 'test/a.ts', text)).output).toContain('TS2322');
});

test('eslint: each planted fault is caught', async () => {
  const folder = plant({
    'src-main/clean.ts': `export const clean = 1;\n`,
    'src-main/floating.ts': `const wait = (): Promise<void> => Promise.resolve();\nwait();\n`,
    'src-main/switch.ts': `export function name(key: 'a' | 'b'): string {
  switch (key) {
    case 'a':
      return 'A';
  }
  return '';
}\n`,
    'src-main/log.ts': `console.log('title');\n`,
    'src-main/hosts/headless/log.ts': `console.log('the command line may');\n`,
    'src-main/disable.ts': `// eslint-disable-next-line no-console\nexport const nothing = 1;\n`,
    'src-main/types.ts': `import { EventEmitter } from 'node:events';\nexport type Bus = EventEmitter;\n`,
    'src-renderer/hook.tsx': `import { useState } from 'react';
export function Box({ on }: { on: boolean }): string {
  if (on) useState(0);
  return '';
}\n`,
    'scripts/unused.mjs': `const unused = 1;\n`,
  });
  const { status, output } = await runTool(
    'eslint',
    'eslint',
    ['--format', 'json', 'src-main', 'src-renderer', 'scripts'],
    folder,
  );
  const results = JSON.parse(output) as {
    filePath: string;
    messages: { ruleId: string | null; message: string }[];
  }[];
  const found = results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => `${filePath.split('/').at(-1) ?? ''}: ${ruleId ?? message}`),
  );
  expect(status).toBe(1);
  expect(found.sort()).toEqual([
    expect.stringMatching(/^disable.ts: Unused eslint-disable directive/),
    'floating.ts: @typescript-eslint/no-floating-promises',
    'hook.tsx: react-hooks/rules-of-hooks',
    'log.ts: no-console',
    'switch.ts: @typescript-eslint/switch-exhaustiveness-check',
    'types.ts: @typescript-eslint/consistent-type-imports',
    'unused.mjs: no-unused-vars',
  ]);
});

test('knip: unused files, exports and packages are caught', async () => {
  const folder = plant({
    'src-renderer/index.html': `<script type="module" src="./main.ts"></script>\n`,
    'src-renderer/main.ts': `import { used } from './lib.ts';\nimport 'zustand';\nused();\n`,
    'src-renderer/lib.ts': `export const used = (): number => 1;\nexport const unusedExport = 2;\n`,
    'src-renderer/unused-file.ts': `export const lonely = 3;\n`,
  });
  const { status, output } = await runTool('knip', 'knip', ['--reporter', 'json'], folder);
  const { issues } = JSON.parse(output) as { issues: Record<string, { name: string }[]>[] };
  const named = (kind: string): string[] =>
    issues.flatMap((issue) => issue[kind] ?? []).map(({ name }) => name);
  expect(status).toBe(1);
  expect(named('exports')).toEqual(['unusedExport']);
  expect(named('files')).toContain('src-renderer/unused-file.ts');
  expect(named('devDependencies')).toContain('axe-core');
  expect(named('devDependencies')).not.toContain('zustand');
});
