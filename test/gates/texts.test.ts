import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { en } from '../../src-renderer/i18n/en.ts';
import { settingNames } from '../../src-main/contract/settings.ts';

const root = join(import.meta.dirname, '../..');

/** Each text that the window's sources may stand for: literals, and what templates such as `settings.${page}` can become. */
function literalsInWindow(): Set<string> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.renderer.json'), (path) =>
    ts.sys.readFile(path),
  ) as {
    config: unknown;
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const take = (type: ts.Type): void => {
    if (type.isUnion()) type.types.forEach(take);
    else if (type.isStringLiteral()) found.add(type.value);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.add(node.text);
    else if (ts.isIdentifier(node)) found.add(node.text);
    else if (ts.isTemplateExpression(node)) take(checker.getTypeAtLocation(node));
    ts.forEachChild(node, visit);
  };
  const isOurs = ({ fileName }: ts.SourceFile) =>
    fileName.includes('/src-renderer/') && !/\/i18n\/(en|de|es)\.ts$|\.test\.tsx?$/.test(fileName);
  program.getSourceFiles().filter(isOurs).forEach(visit);
  return found;
}

const literals = literalsInWindow();

test('every text of the window is used in it', () => {
  const unused = Object.keys(en).filter((key) => !literals.has(key));
  expect(unused).toEqual([]);
});

test('every setting can be changed in the window', () => {
  // Switched by a method of its own.
  const own = ['flags'];
  expect(settingNames.filter((name) => !literals.has(name) && !own.includes(name))).toEqual([]);
});
