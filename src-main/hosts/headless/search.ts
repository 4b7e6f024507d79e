import { setTimeout } from 'node:timers/promises';
import type { Api } from '../../contract/index.ts';
import { openCore } from './open-core.ts';
import { hitLines } from './search-lines.ts';

const SHOWN = 50;
const LOOK_MS = 200;
const TELL_MS = 5000;

/** What is found is all there is: a library that no window has opened yet is looked through first. */
async function prepare(api: Api, signal: AbortSignal): Promise<void> {
  let toldAt = performance.now();
  for (;;) {
    const { unready } = await api.search.find({ text: 'x', limit: 1 }, { signal });
    if (unready === 0) return;
    if (performance.now() - toldAt > TELL_MS) {
      const { ready, total } = await api.search.status();
      process.stderr.write(`Preparing the search: ${String(ready)} of ${String(total)} meetings\n`);
      toldAt = performance.now();
    }
    await setTimeout(LOOK_MS, undefined, { signal });
  }
}

/** Prints the meetings that hold these words. Tells whether there are any. */
export async function search(
  home: string,
  text: string,
  json: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    await prepare(api, signal);
    const found = await api.search.find({ text, limit: SHOWN }, { signal });
    if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else {
      const more = found.total - found.items.length;
      const rest = found.next === null || more <= 0 ? '' : `and ${String(more)} more meetings\n`;
      process.stdout.write(found.items.map(hitLines).join('') + rest || 'Nothing was found.\n');
    }
    return found.items.length > 0;
  } finally {
    await core.close();
  }
}
