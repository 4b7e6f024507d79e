import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempHome } from '../../test/support/temp-home.ts';
import { checkOutside } from './outside.ts';

test('a folder within the library is known by whatever way it is named, there or not', () => {
  const top = tempHome();
  const home = join(top, 'home');
  mkdirSync(home);
  symlinkSync(home, join(top, 'link'));
  const check = (path: string) => () => {
    checkOutside(home, join(top, path));
  };
  for (const path of ['home', 'home/new', 'home/..sneak', 'link', 'link/new', 'link/new/sub'])
    expect(check(path), path).toThrow('own folder');
  for (const path of ['', '..', 'home2', '..home', 'none/home', 'home/../out'])
    expect(check(path), path).not.toThrow();
});
