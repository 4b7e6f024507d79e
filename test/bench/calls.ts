import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';
import { openLogFiles } from '../../src-main/storage/log-files.ts';
import { serveOverLoopback } from '../support/loopback-client.ts';
import { inTurn, type Figure } from './measure.ts';

/** So many at a time, since one alone is shorter than the clock can tell. */
const TIMES = 50;

/** What a call costs that does nothing, on each way to the core; and what a line in the log costs. */
export async function benchCalls(home: string): Promise<Figure[]> {
  const core = openCore(home, 'headless');
  const { connections, close } = await serveOverLoopback(core);
  const remote = connections[0]?.api;
  if (!remote) throw new Error('No connection');
  const { api } = core.connect();
  const log = openLogFiles(
    join(home, 'bench-logs'),
    () => ({ level: 'debug', days: 1, megabytes: 10 }),
    () => 'bench',
  );
  const line = `${JSON.stringify({ id: '0'.repeat(14), at: 0, level: 'debug', message: 'call', fields: { trace: 'bench', method: 'x', ms: 1 } })}\n`;
  const often = async (body: () => unknown) => {
    for (let count = 0; count < TIMES; count += 1) await body();
  };
  const times = await inTurn(30, {
    inProcess: () => often(() => api.diagnostics.health()),
    webSocket: () => often(() => remote.diagnostics.health()),
    promise: () => often(() => Promise.resolve({ status: 'ok' })),
    log: () => often(() => log.debug('call', { method: 'x', ms: 1 })),
    append: () => often(() => appendFileSync(join(home, 'bench-lines'), line)),
  });
  await close();
  await core.close();
  return [
    {
      name: `${TIMES} calls in process, one after another`,
      ours: times.inProcess,
      against: 'as many bare promises',
      theirs: times.promise,
    },
    {
      name: `${TIMES} calls over WebSocket, one after another`,
      ours: times.webSocket,
      against: 'in process',
      theirs: times.inProcess,
    },
    {
      name: `${TIMES} lines in the log`,
      ours: times.log,
      against: 'as many bare appends',
      theirs: times.append,
    },
  ];
}
