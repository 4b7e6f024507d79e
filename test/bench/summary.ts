import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Said } from '../../src-main/features/summaries/parts.ts';
import { summarizeQuickly } from '../support/quick-summary.ts';
import { randomFrom } from '../support/random.ts';
import type { Limit } from './measure.ts';

const WORDS = 30_000;
const VOCABULARY = 8000;
const ROUNDS = 5;

const script = join(import.meta.dirname, '../../resources/sample/sample-meeting.json');
const syllables = ['ba', 'ko', 'ti', 'ren', 'sal', 'mo', 'der', 'lin', 'ta', 'pu', 'ver', 'no'];

/** A meeting of three hours: sentences of the sample, with words of their own in place of the longer ones. */
function longMeeting(): Said[] {
  const random = randomFrom(5);
  const lines = JSON.parse(readFileSync(script, 'utf8')) as { speaker: string; text: string }[];
  const word = () =>
    Array.from({ length: 2 + random(3) }, () => syllables[random(syllables.length)] ?? '').join('');
  const vocabulary = Array.from({ length: VOCABULARY }, word);
  const draw = () => vocabulary[Math.floor(VOCABULARY ** (random(1000) / 1000)) - 1] ?? '';
  const segments: Said[] = [];
  for (let words = 0; words < WORDS;) {
    const { speaker, text: said } = lines[random(lines.length)] ?? { speaker: '', text: '' };
    const text = said.replace(/\p{Ll}{5,}/gu, (own) => (random(3) > 0 ? draw() : own));
    const startMs = segments.length * 3000;
    segments.push({
      ...{ id: randomUUID(), startMs, endMs: startMs + 2900 },
      ...{ speakerId: speaker, speaker, text },
    });
    words += text.split(' ').length;
  }
  return segments;
}

/** What the quick summary of a long meeting takes, with the check of each claim. */
export async function benchSummary(): Promise<Limit[]> {
  const segments = longMeeting();
  const delays = monitorEventLoopDelay({ resolution: 5 });
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await summarizeQuickly(segments);
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
    // The first round warms up the compiler, in the app as here; what it holds up counts from then on.
    delays.enable();
  }
  delays.disable();
  return [
    {
      name: `Quick summary of ${WORDS} words, of one processor`,
      value: Math.max(...seconds),
      unit: 's',
      bar: 2,
    },
    { name: 'Longest that it kept the process busy', value: delays.max / 1e6, unit: 'ms', bar: 100 },
  ];
}
