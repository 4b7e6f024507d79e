import { cpSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { integrityOf } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { startProgram } from '../support/program.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const changer = join(import.meta.dirname, '../support/change-program.ts');
const random = randomFrom(seed);
const MEETINGS = 200;
const titles = Array.from({ length: MEETINGS }, (_, index) => `m${index}`);

async function makeLibrary() {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  await api.meetings.createMany({
    meetings: titles.map((title) => ({ title, notes: title.repeat(2000), tags: ['a', 'b'] })),
  });
  const { name } = await api.library.backUp();
  await core.close();
  return { home, name };
}

/** Kills it within one of its rounds, not at the line that begins it. */
async function killSomewhere(args: string[], rounds: number): Promise<void> {
  const program = startProgram(changer, args);
  await program.printed(1 + random(rounds));
  for (let turns = random(3000); turns > 0; turns -= 1) await setImmediate();
  await program.kill();
  expect(await program.ended, program.stderr()).toMatchObject({ signal: 'SIGKILL' });
}

const partials = (home: string) =>
  readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => /partial|restoring/.test(name));

async function expectSound(home: string): Promise<void> {
  const core = openTestCore(home);
  const { api } = core.connect();
  expect(await api.library.status()).toMatchObject({ state: 'open' });
  const { items } = await api.meetings.list({ limit: 500 });
  expect(items.map(({ title }) => title).sort()).toEqual([...titles].sort());
  // Each copy that is listed is a whole one.
  for (const { name } of (await api.library.backups()).backups) {
    const copy = new Database(join(home, 'backups', name), { readonly: true });
    expect(copy.pragma('quick_check', { simple: true }), name).toBe('ok');
    copy.close();
  }
  await core.close();
  expect(integrityOf(home)).toBe('ok');
  expect(partials(home)).toEqual([]);
}

test.each(['backup', 'restore', 'salvage'])(
  'kill -9 in the middle of a %s, six times: the library opens, and no half copy is left',
  async (what) => {
    const { home, name } = await makeLibrary();
    for (let round = 0; round < 6; round += 1) {
      await killSomewhere([home, what, name], 6);
      await expectSound(home);
    }
  },
);

test('kill -9 in the middle of a restore of a damaged library: the way out stays open', async () => {
  const { home, name } = await makeLibrary();
  for (let round = 0; round < 4; round += 1) {
    const file = join(home, 'library.db');
    const db = new Database(file);
    db.pragma('journal_mode = DELETE');
    db.close();
    cpSync(join(import.meta.dirname, 'kill-while-changing.test.ts'), file);
    await killSomewhere([home, 'restore', name], 1);
    const core = openTestCore(home);
    const { api } = core.connect();
    if ((await api.library.status()).state === 'unusable') {
      expect(await api.library.restore({ name })).toMatchObject({ state: 'open' });
    }
    await core.close();
    await expectSound(home);
  }
});

test('kill -9 in the middle of migrations, six times: each step is done or not done, and the rest follows', async () => {
  const { home: original } = await makeLibrary();
  for (let round = 0; round < 6; round += 1) {
    const home = join(tempHome(), 'library');
    cpSync(original, home, { recursive: true });
    const program = startProgram(changer, [home, 'migrate']);
    await program.printed(1);
    // Within the copy, or within one of the forty steps.
    const steps = random(41);
    const version = () => {
      try {
        const db = new Database(join(home, 'library.db'), { readonly: true });
        const found = db.pragma('user_version', { simple: true }) as number;
        db.close();
        return found;
      } catch {
        return 0;
      }
    };
    await until('so many steps', () => version() >= migrations.length + steps || program.lines.length > 1);
    await program.kill();

    expect(integrityOf(home)).toBe('ok');
    const db = new Database(join(home, 'library.db'), { readonly: true });
    const done = version() - migrations.length;
    const more = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'more_%'").pluck().get();
    expect(more).toBe(done);
    const suffix = Array.from({ length: done }, (_, number) => number).join('');
    const notes = db.prepare('SELECT title, notes FROM meetings').all() as { title: string; notes: string }[];
    db.close();
    expect(notes).toHaveLength(MEETINGS);
    for (const row of notes) expect(row.notes).toBe(row.title.repeat(2000) + suffix);
    if (done > 0) {
      // The copy from before was made, and the version that made it can take it.
      const old = openLibrary({ home, migrations });
      expect(old.status).toMatchObject({ code: 'library_from_future' });
      const copy = old.backups().find(({ kind }) => kind === 'before-migration');
      expect(old.restore(copy?.name ?? '')).toMatchObject({ state: 'open' });
      expect(old.db.get('SELECT count(*) AS n FROM meetings')).toEqual({ n: MEETINGS });
      old.close();
    }
  }
});

test('kill -9 in the middle of changes to the settings, six times: the file is whole', async () => {
  const home = tempHome();
  for (let round = 0; round < 6; round += 1) {
    await killSomewhere([home, 'settings'], 100);
    const core = openTestCore(home);
    const { settings, setAside } = await core.connect().api.settings.get();
    expect(settings.logDays).toBeGreaterThan(1);
    expect(setAside).toEqual([]);
    await core.close();
    expect(readdirSync(home).filter((name) => name.includes('malformed'))).toEqual([]);
  }
});

test('a start finishes or forgets the restore that was cut off, at each point where it can be', async () => {
  const { home, name } = await makeLibrary();
  const file = join(home, 'library.db');
  const restoring = join(home, 'library.restoring.db');
  const core = openTestCore(home);
  await core.connect().api.meetings.create({ title: 'newer' });
  await core.close();
  const count = async () => {
    const own = openTestCore(home);
    const { api } = own.connect();
    expect(await api.library.status()).toMatchObject({ state: 'open' });
    const found = await api.meetings.count({});
    await own.close();
    expect(partials(home)).toEqual([]);
    return found.count;
  };
  cpSync(join(home, 'backups', name), `${restoring}.partial`);
  expect(await count()).toBe(MEETINGS + 1);
  cpSync(join(home, 'backups', name), restoring);
  expect(await count()).toBe(MEETINGS + 1);
  cpSync(join(home, 'backups', name), restoring);
  renameSync(file, join(home, 'backups', 'before-restore-20260101T000000000Z.db'));
  expect(await count()).toBe(MEETINGS);
});
