import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { loadAssets } from '../../core/web-assets.ts';
import { AppError, wrapError } from '../../rpc/errors.ts';
import { startLoopback } from '../loopback/server.ts';
import { usualPort } from '../loopback/usual-port.ts';
import { rendererFolder } from './app-folder.ts';
import { openCore } from './open-core.ts';

/** Serves until the signal aborts: on the given port, or else on the library's usual one, or else on any. */
export async function serve(home: string, port: number | undefined, signal: AbortSignal): Promise<void> {
  if (!existsSync(rendererFolder)) {
    throw new AppError('not_found', 'The window has not been built yet. `npm run build` builds it.');
  }
  const core = openCore(home, 'loopback');
  try {
    const assets = loadAssets(rendererFolder);
    const server = await startLoopback(core, assets, port ?? usualPort(home)).catch((error: unknown) => {
      if (port !== undefined || wrapError(error).code !== 'conflict') throw error;
      return startLoopback(core, assets, 0);
    });
    const say = () => {
      process.stdout.write(`MeetMemo is open at ${server.newLink()}\n`);
    };
    say();
    if (process.stdin.isTTY) {
      process.stdout.write('The link works once. Press Enter for a new one, Ctrl+C to quit.\n');
      createInterface({ input: process.stdin, terminal: false }).on('line', say);
    }
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
    await server.close();
  } finally {
    await core.close();
  }
}
