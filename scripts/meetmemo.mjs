import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { node24, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  await setup();
  await ensureBuilt();
  // The person's folder, not the project's: a path they name is relative to where they stand.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return run(node24, [join(root, 'dist', 'main', 'meetmemo.js'), ...process.argv.slice(2)], { cwd });
});
