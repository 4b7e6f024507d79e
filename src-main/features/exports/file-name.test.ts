import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

test.each([
  ['Budget 2026', 'Budget 2026'],
  ['../../etc/passwd', 'etc passwd'],
  ['a/b\\c:d*e?"<f>|g\nh', 'a b c d e f g h'],
  ['...', 'Meeting'],
  ['con', 'Meeting con'],
  ['CON.report', 'Meeting CON.report'],
  ['com¹', 'Meeting com¹'],
  ['console', 'console'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['会議'.repeat(100), '会議'.repeat(30)],
  ['Café ☕️', 'Café ☕️'],
  ['👨‍👩‍👧 home', '👨‍👩‍👧 home'],
  ['trailing. . .', 'trailing'],
])('%j is written as %j', (title, name) => {
  expect(fileNameOf(title)).toBe(name);
});

test('no name is longer than a file system takes', () => {
  for (const one of ['👨‍👩‍👧‍👦', '漢', 'a\u0301\u0302\u0303', 'x'])
    expect(Buffer.byteLength(`${fileNameOf(one.repeat(300))} (1000).actions.csv`)).toBeLessThan(255);
});
