import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCalls } from './calls.ts';
import { benchExports } from './exports.ts';
import { benchList } from './list.ts';
import { report, reportLimits, type Figure, type Limit } from './measure.ts';
import { benchMusic } from './music.ts';
import { benchPages } from './pages.ts';
import { benchPipeline } from './pipeline.ts';
import { benchSearch } from './search.ts';
import { seedLibrary } from './seed.ts';
import { benchSound } from './sound.ts';
import { benchSpeech } from './speech.ts';
import { benchStart } from './start.ts';
import { benchSummary } from './summary.ts';
import { benchTranscript } from './transcript.ts';
import { benchWindowImport } from './window-import.ts';
import { benchWrites } from './writes.ts';

const { values, positionals } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    /** Of the library that is searched: a smaller one is ready sooner. */
    meetings: { type: 'string', default: '10000' },
  },
  allowPositionals: true,
});
const home = mkdtempSync(join(tmpdir(), 'meetmemo-bench-'));
const both = ({ figures, limits }: { figures: Figure[]; limits: Limit[] }) =>
  [report(figures), reportLimits(limits)].every(Boolean);

/** Each prints what it has found, and tells whether all bars are met. */
const parts: Record<string, () => boolean | Promise<boolean>> = {
  pages: async () => report(await benchPages(home)),
  start: async () => report(await benchStart(home)),
  writes: async () => report(await benchWrites(home)),
  calls: async () => report(await benchCalls(home)),
  import: async () => report(await benchWindowImport(home)),
  list: async () => both(await benchList(home)),
  transcript: async () => both(await benchTranscript(home)),
  search: async () => both(await benchSearch(join(home, 'words'), Number(values.meetings))),
  sound: async () => reportLimits(await benchSound()),
  pipeline: () => reportLimits(benchPipeline(home)),
  music: async () => reportLimits(await benchMusic(join(home, 'music'))),
  speech: () => benchSpeech(home),
  summary: async () => reportLimits(await benchSummary()),
  exports: () => reportLimits(benchExports()),
};

try {
  const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
  const unknown = chosen.find((name) => !parts[name]);
  if (unknown !== undefined)
    throw new Error(`There is no part "${unknown}". There are: ${Object.keys(parts).join(' ')}`);
  seedLibrary(home, 10_000);
  let met = true;
  for (const name of chosen) if (!(await parts[name]?.())) met = false;
  if (!met && values.check) process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
