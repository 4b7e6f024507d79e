import { join } from 'node:path';
import { expect, test } from 'vitest';
import { integrityOf, lookInto } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { startProgram } from '../support/program.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const writer = join(import.meta.dirname, '../support/writer-program.ts');
const KILLS = 20;

test('kill -9 in the middle of writes, within a thousand, twenty times: each acknowledged write is there, once', async () => {
  const home = tempHome();
  const random = randomFrom(seed);
  const created = new Map<string, string>();
  const updated = new Map<string, string>();

  for (let run = 0; run < KILLS; run += 1) {
    const program = startProgram(writer, [home, String(run)]);
    // Not at a line, but while the next ones are on their way.
    const enough = 1 + random(1000);
    await until('so many writes', () => program.lines.length >= enough || program.child.exitCode !== null);
    await program.kill();
    expect(program.lines.length, program.stderr()).toBeGreaterThanOrEqual(enough);
    expect(await program.ended).toEqual({ status: null, signal: 'SIGKILL' });

    for (const line of program.lines) {
      const [what = '', id = '', name = ''] = line.split(' ');
      (what === 'created' ? created : updated).set(id, name);
    }

    // The lock is free, since this opens.
    const core = openTestCore(home);
    expect(await core.connect().api.library.status()).toMatchObject({ state: 'open' });
    await core.close();
    expect(integrityOf(home)).toBe('ok');
  }

  const rows = lookInto(home, (db) =>
    db
      .prepare(
        `SELECT id, title, notes, revision,
           (SELECT group_concat(tag, ' ' ORDER BY position) FROM meeting_tags WHERE meeting_seq = seq) AS tags
         FROM meetings`,
      )
      .all(),
  ) as { id: string; title: string; notes: string; revision: number; tags: string }[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [id, title] of created) expect(byId.get(id), title).toMatchObject({ title });
  for (const [id, notes] of updated) {
    expect(byId.get(id), notes).toMatchObject({ notes, revision: 2, tags: `first second ${notes}` });
  }
  expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
  // Of each run at most one more: the write that was done and not told of.
  expect(rows.length - created.size).toBeLessThanOrEqual(KILLS);
  expect(rows.length).toBeGreaterThanOrEqual(created.size);
  for (const { tags } of rows) expect(tags).toMatch(/^first second/);
});
