import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { node24, root } from './lib/paths.mjs';
import { exitStatus, tool } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setup } from './setup.mjs';

/** Builds again after every edit, and serves the result; a reload of the page shows it. */
await main(async () => {
  await setup();
  await ensureBuilt();
  const [node, vite] = tool('vite');
  const builder = spawn(node, [vite, 'build', '--watch', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  const serve = [join(root, 'dist', 'main', 'meetmemo.js'), 'serve', ...process.argv.slice(2)];
  const server = spawn(node24, ['--watch', '--watch-preserve-output', ...serve], { stdio: 'inherit' });
  builder.once('close', () => server.kill());
  process.once('exit', () => builder.kill());
  return exitStatus(server);
});
