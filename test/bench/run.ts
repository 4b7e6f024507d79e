import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCalls } from './calls.ts';
import { report, reportLimits } from './measure.ts';
import { benchPages } from './pages.ts';
import { benchPipeline } from './pipeline.ts';
import { seedLibrary } from './seed.ts';
import { benchSound } from './sound.ts';
import { benchSpeech } from './speech.ts';
import { benchStart } from './start.ts';
import { benchTranscript } from './transcript.ts';
import { benchWindowImport } from './window-import.ts';
import { benchWrites } from './writes.ts';

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
  const met = [
    report(figures),
    reportLimits(await benchSound()),
    reportLimits(benchPipeline(home)),
    benchSpeech(home),
  ].every(Boolean);
  if (!met && process.argv.includes('--check')) process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
