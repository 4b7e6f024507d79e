import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { root } from './lib/paths.mjs';
import { runQuietly } from './lib/run.mjs';
import { Failure, main, say } from './lib/say.mjs';

const resources = join(root, 'resources');
const size = 1024;

/** Draws resources/icon.svg as the PNG that electron-builder makes each system's icon from. */
await main(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-icon-'));
  try {
    const svg = readFileSync(join(resources, 'icon.svg'), 'utf8');
    const page = join(folder, 'icon.html');
    writeFileSync(
      page,
      `<style>html,body{margin:0;overflow:hidden}svg{display:block;width:${size}px}</style>${svg}`,
    );
    const { status, tail } = await runQuietly(await ensureChromium(), [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${folder}`],
      ...['--default-background-color=00000000', `--window-size=${size},${size}`],
      `--screenshot=${join(resources, 'icon.png')}`,
      page,
    ]);
    if (status !== 0) throw new Failure(`${tail}\n\nThe icon could not be drawn.`);
    say('Drawn: resources/icon.png');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
