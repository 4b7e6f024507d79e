import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempHome } from '../../../test/support/temp-home.ts';
import { checkOut, writeOut } from './write-out.ts';

const budget = (text: string) => ({ name: 'Budget', ending: 'txt', data: Buffer.from(text) });

test('a file that is there stays, and nothing half-written is left', () => {
  const folder = join(tempHome(), 'new');
  const paths = ['one', 'two', 'three'].map((text) => writeOut(folder, budget(text)));
  expect(paths).toEqual(['Budget.txt', 'Budget (2).txt', 'Budget (3).txt'].map((name) => join(folder, name)));
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['one', 'two', 'three']);
  expect(writeOut(folder, budget('four'), true)).toBe(paths[0]);
  expect(readFileSync(paths[0] ?? '', 'utf8')).toBe('four');
  expect(readdirSync(folder)).toHaveLength(3);
  expect(() => writeOut(join(paths[0] ?? '', 'below'), budget('x'))).toThrow('--out');
});

test('a folder can be judged before there is anything to write, and nothing of that is left', () => {
  const home = tempHome();
  checkOut(home);
  checkOut(join(home, 'some', 'new'));
  expect(readdirSync(home)).toEqual([]);
  writeFileSync(join(home, 'file'), '');
  expect(() => checkOut(join(home, 'file', 'below'))).toThrow('--out');
  writeOut(join(home, 'some', 'new'), budget('one'));
  expect(readdirSync(join(home, 'some', 'new'))).toEqual(['Budget.txt']);
});

test.runIf(process.platform === 'linux')(
  'a system folder that takes no files is refused and not waited for',
  () => {
    for (const folder of ['/proc', '/proc/new/below']) {
      expect(() => checkOut(folder)).toThrow('--out');
      expect(() => writeOut(folder, budget('one'))).toThrow('--out');
    }
  },
);
