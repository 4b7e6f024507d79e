import { run, tool } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  await setup();
  const [node, eslint] = tool('eslint');
  const lint = await run(node, [eslint, '--fix', '.']);
  const [, prettier] = tool('prettier');
  return lint || run(node, [prettier, '--write', '--log-level=warn', '.']);
});
