import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectSocket, enter } from '../support/loopback-client.ts';
import { inTurn, type Figure } from './measure.ts';

const program = join(import.meta.dirname, '../../dist/main/meetmemo.js');

/** From the start of the process to the first page in a client's hands. */
async function startToFirstPage(home: string): Promise<void> {
  const child = spawn(process.execPath, [program, 'serve', '--home', home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const link = /http\S+/.exec(line)?.[0] ?? '';
  const connection = connectSocket(new URL(link).origin, await enter(link));
  const { items } = await connection.api.meetings.list({ limit: 100 });
  if (items.length !== 100) throw new Error('Not a whole page');
  connection.close();
  child.kill('SIGKILL');
  await ended;
}

async function bareNode(): Promise<void> {
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
}

export async function benchStart(home: string): Promise<Figure[]> {
  const times = await inTurn(10, { ours: () => startToFirstPage(home), node: bareNode });
  return [
    {
      name: 'Start of the process to the first page of 10,000 meetings',
      ours: times.ours,
      against: 'a Node process that does nothing',
      theirs: times.node,
      bar: 1500,
    },
  ];
}
