import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCalls } from './calls.ts';
import { report, reportLimits } from './measure.ts';
import { benchExports } from './exports.ts';
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

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    /** Of the library that is searched: a smaller one is ready sooner. */
    meetings: { type: 'string', default: '10000' },
  },
});
const home = mkdtempSync(join(tmpdir(), 'meetmemo-bench-'));
try {
  seedLibrary(home, 10_000);
  const figures = [
    ...(await benchPages(home)),
    ...(await benchStart(home)),
    ...(await benchWrites(home)),
    ...(await benchCalls(home)),
    ...(await benchWindowImport(home)),
    ...(await benchTranscript(home)),
  ];
  const search = await benchSearch(join(home, 'words'), Number(values.meetings));
  const met = [
    report([...figures, ...search.figures]),
    reportLimits(search.limits),
    reportLimits(await benchSummary()),
    reportLimits(await benchSound()),
    reportLimits(benchExports()),
    reportLimits(benchPipeline(home)),
    benchSpeech(home),
  ].every(Boolean);
  if (!met && values.check) process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
