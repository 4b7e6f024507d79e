import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempHome } from '../../../test/support/temp-home.ts';
import { writeOut } from './write-out.ts';

test('a file that is there stays, and nothing half-written is left', () => {
  const folder = join(tempHome(), 'new');
  const file = (text: string) => ({ name: 'Budget', ending: 'txt', data: Buffer.from(text) });
  const paths = ['one', 'two', 'three'].map((text) => writeOut(folder, file(text)));
  expect(paths).toEqual(['Budget.txt', 'Budget (2).txt', 'Budget (3).txt'].map((name) => join(folder, name)));
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['one', 'two', 'three']);
  expect(writeOut(folder, file('four'), true)).toBe(paths[0]);
  expect(readFileSync(paths[0] ?? '', 'utf8')).toBe('four');
  expect(readdirSync(folder)).toHaveLength(3);
  expect(() => writeOut(join(paths[0] ?? '', 'below'), file('x'))).toThrow('--out');
});
