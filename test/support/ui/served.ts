import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
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

interface ServeOptions {
  nodeArgs?: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** As on the very first start. Otherwise nobody is shown around. */
  isFirst?: boolean;
}

/** The built program, serving a library as `npm start` does where there is no Electron. */
export async function serveLibrary(
  home: string,
  port = 0,
  { nodeArgs = [], env = {}, isFirst = false }: ServeOptions = {},
): Promise<Served> {
  const settings = join(home, 'settings.json');
  if (!isFirst && !existsSync(settings)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(settings, '{"tourSeen":true}');
  }
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
