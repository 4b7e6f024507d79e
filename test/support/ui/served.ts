import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const program = join(import.meta.dirname, '../../../dist/main/meetmemo.js');

export interface Served {
  /** Opens the app once. */
  link: string;
  origin: string;
  port: number;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** The built program, serving a library as `npm start` does where there is no Electron. */
export async function serveLibrary(
  home: string,
  port = 0,
  { nodeArgs = [], env = {} }: { nodeArgs?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<Served> {
  const args = [...nodeArgs, program, 'serve', '--port', String(port), '--home', home];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const link = await linkOf(child, () => said);
  const { origin, port: actualPort } = new URL(link);
  return {
    link,
    origin,
    port: Number(actualPort),
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function linkOf(child: ChildProcess, said: () => string): Promise<string> {
  if (!child.stdout) throw new Error('The program has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /http:\/\/\S+\/enter\?token=\S+/.exec(line)?.[0];
    if (link !== undefined) return link;
  }
  throw new Error(`The program ended before it served: ${said()}`);
}
