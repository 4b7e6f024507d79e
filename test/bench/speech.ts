import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { nanoModel, wordErrors } from '../support/sample.ts';
import { tinyShape, writeRandomModel } from '../support/random-model.ts';

const program = join(import.meta.dirname, '../support/speech-bench-program.ts');
const ROUNDS = 3;
const MAX_CPU_RATIO = 0.4;
/** smart-whisper's older whisper.cpp now and then leaves out the last words of a chunk. */
const MAX_DIFFERENCE = 0.02;

interface Run {
  cpuSeconds: number;
  peakBytes: number;
  texts: string[];
}

type Work = [model: string, chunkSeconds: number, chunks: number];

function measure(engine: string, work: Work): Run {
  const output = execFileSync(process.execPath, [program, engine, ...work.map(String)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as Run;
}

/** The median of CPU seconds, the least of peaks: other programs can only add to both. */
function measureInTurn(...work: Work): { ours: Run; theirs: Run } {
  const runs = Array.from({ length: ROUNDS }, () => ({
    ours: measure('whisper.cpp', work),
    theirs: measure('smart-whisper', work),
  }));
  const sum = (key: 'ours' | 'theirs') => {
    const own = runs.map((run) => run[key]).toSorted((a, b) => a.cpuSeconds - b.cpuSeconds);
    const [first, middle = first] = own;
    if (!middle) throw new Error('Nothing was measured.');
    return { ...middle, peakBytes: Math.min(...own.map(({ peakBytes }) => peakBytes)) };
  };
  return { ours: sum('ours'), theirs: sum('theirs') };
}

const verdict = (isMet: boolean) => (isMet ? 'met' : 'NOT MET');
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

/** Our binding against smart-whisper, each in a process of its own, on one thread. */
export function benchSpeech(home: string): boolean {
  const tiny = join(home, 'random-tiny.bin');
  writeRandomModel(tiny, tinyShape);
  // One window for both, since each goes on from a random model's words at a place of its own.
  const tinyIsMet = benchTiny(tiny);
  return benchNano() && tinyIsMet;
}

function benchTiny(model: string): boolean {
  const { ours, theirs } = measureInTurn(model, 11, 1);
  const ratio = tell("a model of Whisper-tiny's shape, random weights, 11 s", ours, theirs);
  const isLight = ours.peakBytes <= theirs.peakBytes;
  console.log(`  bar ${MAX_CPU_RATIO} ×: ${verdict(ratio <= MAX_CPU_RATIO)}`);
  console.log(`  bar no more memory: ${verdict(isLight)}\n`);
  return ratio <= MAX_CPU_RATIO && isLight;
}

function benchNano(): boolean {
  const { ours, theirs } = measureInTurn(nanoModel, 28, Infinity);
  tell('the nano model, the sample meeting', ours, theirs);
  const difference = wordErrors(ours.texts.join(' '), theirs.texts.join(' '));
  const same = ours.texts.filter((text, index) => text === theirs.texts[index]).length;
  console.log(
    `  ${same} of ${ours.texts.length} chunks alike, ${(100 * difference).toFixed(1)} % of words differ`,
  );
  console.log(`  bar ${100 * MAX_DIFFERENCE} %: ${verdict(difference <= MAX_DIFFERENCE)}\n`);
  return difference <= MAX_DIFFERENCE;
}

function tell(name: string, ours: Run, theirs: Run): number {
  const figures = ({ cpuSeconds, peakBytes }: Run) =>
    `CPU ${cpuSeconds.toFixed(2)} s, peak ${megabytes(peakBytes)}`;
  const ratio = ours.cpuSeconds / theirs.cpuSeconds;
  console.log(`speech: ${name}\n  ${figures(ours)}`);
  console.log(`  ${ratio.toFixed(2)} × smart-whisper (${figures(theirs)})`);
  return ratio;
}
