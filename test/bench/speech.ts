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

function measure(engine: string, model: string, chunks: number): Run {
  const output = execFileSync(process.execPath, [program, engine, model, String(chunks)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as Run;
}

/** The median of CPU seconds, the least of peaks: other programs can only add to both. */
function measureInTurn(model: string, chunks: number): { ours: Run; theirs: Run } {
  const runs = Array.from({ length: ROUNDS }, () => ({
    ours: measure('whisper.cpp', model, chunks),
    theirs: measure('smart-whisper', model, chunks),
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
  let isMet = true;
  for (const [name, model, chunks] of [
    ["a model of Whisper-tiny's shape, random weights, one chunk", tiny, 1],
    ['the nano model, the sample meeting', nanoModel, Infinity],
  ] as const) {
    const { ours, theirs } = measureInTurn(model, chunks);
    const ratio = ours.cpuSeconds / theirs.cpuSeconds;
    const isLight = ours.peakBytes <= theirs.peakBytes;
    console.log(`speech: ${name}`);
    console.log(`  CPU ${ours.cpuSeconds.toFixed(2)} s, peak ${megabytes(ours.peakBytes)}`);
    console.log(
      `  ${ratio.toFixed(2)} × smart-whisper (CPU ${theirs.cpuSeconds.toFixed(2)} s, peak ${megabytes(theirs.peakBytes)})`,
    );
    if (model === tiny) {
      console.log(`  bar ${MAX_CPU_RATIO} ×: ${verdict(ratio <= MAX_CPU_RATIO)}`);
      console.log(`  bar no more memory: ${verdict(isLight)}\n`);
      isMet &&= ratio <= MAX_CPU_RATIO && isLight;
    } else {
      const difference = wordErrors(ours.texts.join(' '), theirs.texts.join(' '));
      const same = ours.texts.filter((text, index) => text === theirs.texts[index]).length;
      console.log(
        `  ${same} of ${ours.texts.length} chunks give the same text, ${(100 * difference).toFixed(1)} % of words differ`,
      );
      console.log(`  bar ${100 * MAX_DIFFERENCE} %: ${verdict(difference <= MAX_DIFFERENCE)}\n`);
      isMet &&= difference <= MAX_DIFFERENCE;
    }
  }
  return isMet;
}
