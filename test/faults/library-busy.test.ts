import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../src-main/rpc/errors.ts';
import { openLibrary, type Library } from '../../src-main/storage/library.ts';
import { acquireLock } from '../../src-main/storage/lock.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { meetmemoEntry, startProgram } from '../support/program.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const support = join(import.meta.dirname, '../support');
const server = join(support, 'loopback-program.ts');

function tryToOpen(home: string): Library | AppError {
  try {
    return openLibrary({ home, migrations });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function tryLock(file: string): unknown {
  try {
    acquireLock(file).release();
    return 'free';
  } catch (error) {
    return error;
  }
}

test('a second process is told which one has the library, and the first goes on', async () => {
  const home = tempHome();
  const first = startProgram(server, [home]);
  await first.printed(1);
  const second = startProgram(meetmemoEntry, ['--home', home, 'call', 'meetings.count']);
  expect(await second.ended).toMatchObject({ status: 1 });
  expect(second.lines).toEqual([]);
  expect(JSON.parse(second.stderr())).toMatchObject({ code: 'library_busy', details: { pid: first.pid } });
  expect(first.child.exitCode).toBeNull();

  await first.kill();
  const third = startProgram(meetmemoEntry, ['--home', home, 'call', 'meetings.count']);
  expect(await third.ended).toMatchObject({ status: 0 });
});

test('while the first is being killed, the second is busy with its pid or opens, and nothing else', async () => {
  const home = tempHome();
  for (let round = 0; round < 5; round += 1) {
    const first = startProgram(server, [home]);
    await first.printed(1);
    const busy = tryToOpen(home);
    expect(busy).toMatchObject({ code: 'library_busy', details: { pid: first.pid } });
    first.child.kill('SIGKILL');
    const library = await until('the library is free', () => {
      const outcome = tryToOpen(home);
      if (!(outcome instanceof AppError)) return outcome;
      expect(outcome).toMatchObject({ code: 'library_busy', details: { pid: first.pid } });
      return undefined;
    });
    expect(library.status.state).toBe('open');
    library.close();
  }
});

test('of six processes at once one has the library, and who comes later knows which', async () => {
  const home = tempHome();
  const racers = Array.from({ length: 6 }, () => startProgram(join(support, 'lock-program.ts'), []));
  await Promise.all(racers.map((racer) => racer.printed(1)));
  for (let round = 0; round < 40; round += 1) {
    // Every other round on a file that is not there yet.
    const file = join(home, `lock-${Math.floor(round / 2)}`);
    for (const racer of racers) racer.child.stdin.write(`${file}\n`);
    await Promise.all(racers.map((racer) => racer.printed(2 + round * 2)));
    const outcomes = racers.map(
      (racer) => JSON.parse(racer.lines[1 + round * 2] ?? '{}') as Record<string, unknown>,
    );
    const winners = outcomes.filter(({ won }) => won !== undefined);
    expect(winners, JSON.stringify(outcomes)).toHaveLength(1);
    const pid = winners[0]?.won;
    for (const loser of outcomes.filter(({ won }) => won === undefined)) {
      expect(loser).toMatchObject({ code: 'library_busy' });
      // During the race itself nobody may know yet; a wrong one is never told.
      expect([pid, null], JSON.stringify(outcomes)).toContain((loser.details as { pid: unknown }).pid);
    }
    expect(tryLock(file)).toMatchObject({ code: 'library_busy', details: { pid } });
    for (const racer of racers) racer.child.stdin.write('\n');
    await Promise.all(racers.map((racer) => racer.printed(3 + round * 2)));
  }
});

test('a lock file that holds junk keeps nobody out', () => {
  const home = tempHome();
  const file = join(home, 'library.lock');
  for (const junk of ['', 'junk', 'SQLite format 3\u0000 and then junk'.repeat(1000)]) {
    writeFileSync(file, junk);
    acquireLock(file).release();
  }
});
