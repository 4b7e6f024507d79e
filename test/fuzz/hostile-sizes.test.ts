import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { enter, connectSocket, openSocket } from '../support/loopback-client.ts';
import { startProgram } from '../support/program.ts';
import { tempHome } from '../support/temp-home.ts';

const server = join(import.meta.dirname, '../support/loopback-program.ts');
/** As many as fit into the largest message that is taken. */
const ITEMS = 7_500_000;

/** In a process of its own with little memory: were these read item by item, it would be the one to end. */
test.each([
  ['an array of zeros', `{"ids":[${'0,'.repeat(ITEMS)}0]}`],
  ['an array of arrays', `{"ids":[${'[],'.repeat(ITEMS / 3)}[]]}`],
  ['nesting without end', `{"ids":${'['.repeat(ITEMS / 2)}${']'.repeat(ITEMS / 2)}}`],
  ['a wide object', `{${Array.from({ length: 700_000 }, (_, index) => `"k${index}":0`).join()}}`],
])('%s in one message is refused, and the process goes on', async (_name, input) => {
  const program = startProgram(server, [tempHome()], { nodeOptions: ['--max-old-space-size=900'] });
  const [link = ''] = await program.printed(1);
  const session = await enter(link);
  const { origin } = new URL(link);
  const socket = await openSocket(origin, session);
  const answer = new Promise<string>((resolve, reject) => {
    socket.once('message', (data: Buffer) => {
      resolve(data.toString('utf8'));
    });
    socket.once('close', () => {
      reject(new Error(`No answer. ${program.stderr().slice(-500)}`));
    });
  });
  socket.send(`{"t":"call","id":1,"method":"meetings.trash","trace":"0123456789abcdef","input":${input}}`);
  const text = await answer;
  expect(JSON.parse(text)).toMatchObject({ t: 'error', error: { code: 'invalid_input' } });
  expect(text.length).toBeLessThan(5000);
  const connection = connectSocket(origin, session);
  onTestFinished(() => {
    connection.close();
  });
  expect(await connection.api.diagnostics.health({})).toMatchObject({ status: 'ok' });
});
