import { join } from 'node:path';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { serveOverLoopback } from '../support/loopback-client.ts';
import { inTurn, type Figure } from './measure.ts';

const ROWS = 100;
const BARE = `SELECT id, title, excerpt, started_at FROM meetings
  WHERE (trashed_at IS NOT NULL) = 0 ORDER BY started_at DESC, seq DESC LIMIT ${ROWS}`;

/** Pages of a library of ten thousand meetings, through the loopback host. */
export async function benchPages(home: string): Promise<Figure[]> {
  const core = openCore(home, 'headless');
  const { connections, close } = await serveOverLoopback(core);
  const api = connections[0]?.api;
  if (!api) throw new Error('No connection');
  const bare = openDatabase(join(home, 'library.db'), { readonly: true });

  const cursors: (string | undefined)[] = [undefined];
  for (let page = 1; page < 100; page += 1) {
    const { next } = await api.meetings.list({ limit: ROWS, cursor: cursors.at(-1) });
    if (next === null) throw new Error('The library is too small');
    cursors.push(next);
  }
  const last = cursors.at(-1);

  const times = await inTurn(100, {
    first: () => api.meetings.list({ limit: ROWS }),
    hundredth: () => api.meetings.list({ limit: ROWS, cursor: last }),
    sql: () => bare.all(BARE),
    offset: () => bare.all(`${BARE} OFFSET 9900`),
    health: () => api.diagnostics.health(),
  });
  bare.close();
  await close();
  await core.close();
  return [
    {
      name: 'First page of 10,000 meetings, over WebSocket',
      ours: times.first,
      against: 'the bare SQL of its four main columns',
      theirs: times.sql,
      bar: 20,
    },
    {
      name: 'Page 100 by cursor, over WebSocket',
      ours: times.hundredth,
      against: 'page 1',
      theirs: times.first,
      bar: 20,
    },
    {
      name: 'Page 100 by OFFSET, bare SQL (what cursors replace)',
      ours: times.offset,
      against: 'page 1, bare SQL',
      theirs: times.sql,
    },
    {
      name: 'An empty call over WebSocket',
      ours: times.health,
      against: 'the first page',
      theirs: times.first,
    },
  ];
}
