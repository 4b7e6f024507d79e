import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/planted-tree.ts';
import { startProgram, type Program } from '../support/program.ts';
import { tempHome } from '../support/temp-home.ts';

const start = (...args: string[]): Program => startProgram(join(root, 'scripts', 'start.mjs'), args);

function meetmemo(args: string[], folder = root): Program {
  return startProgram(join(root, 'scripts', 'meetmemo.mjs'), args, { env: { INIT_CWD: folder } });
}

test('npm start -- --no-open serves, prints the address, and ends when told to', async () => {
  const program = start('--no-open', '--port', '0', '--home', tempHome());
  const [line = ''] = await program.printed(1);
  const url = /http:\/\/127\.0\.0\.1:\d+\/enter\?token=\S+/.exec(line)?.[0] ?? '';
  const page = await fetch(url, { redirect: 'manual' });
  expect(page.status).toBeLessThan(400);
  expect(page.headers.get('set-cookie')).toContain('HttpOnly');
  program.child.kill('SIGTERM');
  expect(await program.ended).toEqual({ status: 0, signal: null });
});

test('npm start -- --help tells what there is', async () => {
  const program = start('--help');
  expect((await program.ended).status).toBe(0);
  expect(program.lines.join('\n')).toContain('--no-open');
});

test.each([['--opne'], ['--port', 'eighty'], ['--port', '65536'], ['extra']])(
  'npm start -- %s %s is refused',
  async (...args) => {
    const program = start(...args.filter(Boolean));
    expect((await program.ended).status).toBe(2);
    expect(program.stderr()).toContain('npm start -- [options]');
    expect(program.lines).toEqual([]);
  },
);

test('the command line prints its result alone, and finds folders from where the person stands', async () => {
  const folder = tempHome();
  const program = meetmemo(['--home', 'library', 'call', 'meetings.list', '{}'], folder);
  expect((await program.ended).status).toBe(0);
  expect(JSON.parse(program.lines.join('\n'))).toMatchObject({ items: [] });
  expect(existsSync(join(folder, 'library'))).toBe(true);
});

test('the exit status of the command line is passed on', async () => {
  const program = meetmemo(['--home', tempHome(), 'call', 'meetings.nonsense', '{}']);
  expect((await program.ended).status).toBe(1);
  expect(program.lines).toEqual([]);
});
