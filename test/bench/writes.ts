import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';
import { decode, encode } from '../../src-main/rpc/codec.ts';
import { inTurn, type Figure } from './measure.ts';

function bareTable(folder: string) {
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE meetings (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, started_at INTEGER) STRICT',
  );
  const insert = db.prepare('INSERT INTO meetings (id, title, started_at) VALUES (?, ?, ?)');
  return { insert: () => insert.run(randomUUID(), 'Meeting', Date.now()), close: () => db.close() };
}

/** What a change costs beyond the disk's own sync, and what bytes cost beyond their copy. */
export async function benchWrites(home: string): Promise<Figure[]> {
  const core = openCore(home, 'headless');
  const { api } = core.connect();
  const bare = bareTable(home);
  const data = new Uint8Array(1_000_000).map((_, index) => index % 251);
  const times = await inTurn(200, {
    create: () => api.meetings.create({ title: 'Meeting', tags: ['one', 'two'] }),
    insert: () => bare.insert(),
    codec: () => decode(encode({ t: 'result', id: 1, value: { data } }) as Uint8Array),
    base64: () =>
      Buffer.from(
        (JSON.parse(JSON.stringify({ data: Buffer.from(data).toString('base64') })) as { data: string }).data,
        'base64',
      ),
  });
  bare.close();
  await core.close();
  return [
    {
      name: 'Create a meeting with two tags',
      ours: times.create,
      against: 'one bare INSERT with the same safety',
      theirs: times.insert,
    },
    {
      name: 'A megabyte through the codec and back',
      ours: times.codec,
      against: 'base64 in JSON',
      theirs: times.base64,
    },
  ];
}
