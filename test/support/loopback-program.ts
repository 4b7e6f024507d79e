import { startLoopback } from '../../src-main/hosts/loopback/server.ts';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';

/** `meetmemo serve` without the built window: prints a link for each line it reads, beginning with one. */
const [, , home = ''] = process.argv;
const core = openCore(home, 'loopback');
const assets = new Map([['/', { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html' }]]);
const server = await startLoopback(core, assets, 0);
const say = () => {
  process.stdout.write(`${server.newLink()}\n`);
};
say();
process.stdin.on('data', say);
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => core.close())
    .then(() => process.exit());
});
