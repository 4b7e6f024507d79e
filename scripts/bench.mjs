import { ensureBuilt } from './build.mjs';
import { node24 } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  await setup();
  await ensureBuilt();
  return run(node24, ['test/bench/run.ts', ...process.argv.slice(2)]);
});
