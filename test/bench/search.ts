import { statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Api } from '../../src-main/contract/index.ts';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';
import { randomFrom } from '../support/random.ts';
import { serveOverLoopback } from '../support/loopback-client.ts';
import { spread, type Figure, type Limit } from './measure.ts';
import { seedWords } from './seed-words.ts';

const WORDS = 5000;
const QUERIES = 40;
const LOOK_MS = 200;

/** What a person types, key by key: a word or some, frequent or rare, and phrases that are said somewhere. */
async function typed(api: Api, vocabulary: readonly string[]): Promise<string[]> {
  const random = randomFrom(11);
  const word = () => vocabulary[Math.floor(vocabulary.length ** (random(1000) / 1000))] ?? '';
  const { items } = await api.meetings.list({ limit: QUERIES });
  const queries: string[] = [];
  for (const { excerpt } of items) {
    const said = excerpt.split(' ').slice(3, 6);
    const words = Array.from({ length: 1 + random(3) }, word).join(' ');
    for (let letters = 1; letters <= words.length; letters += 1) queries.push(words.slice(0, letters));
    queries.push(`"${said.join(' ')}"`, `"${said.join(' ').slice(0, -1)}`);
  }
  return queries;
}

/** How quick the search is as one types, and what it takes to get there. */
export async function benchSearch(
  home: string,
  meetings: number,
): Promise<{ figures: Figure[]; limits: Limit[] }> {
  console.log(`Writing ${meetings} meetings of ${WORDS} words each …`);
  const vocabulary = seedWords(home, meetings, WORDS);
  const core = openCore(home, 'headless');
  const { connections, close } = await serveOverLoopback(core);
  const api = connections[0]?.api;
  if (!api) throw new Error('No connection');

  console.log('Indexing them …');
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const started = performance.now();
  while ((await api.search.find({ text: 'x', limit: 1 })).unready > 0) await setTimeout(LOOK_MS);
  const seconds = (performance.now() - started) / 1000;
  delays.disable();

  const find: number[] = [];
  const health: number[] = [];
  for (const text of await typed(api, vocabulary)) {
    const before = performance.now();
    await api.search.find({ text });
    const between = performance.now();
    await api.diagnostics.health();
    find.push(between - before);
    health.push(performance.now() - between);
  }
  const bytes = (file: string) => statSync(join(home, file)).size / 1e6;
  const limits = [
    {
      name: 'Indexing a library that is new to it',
      value: (1000 * seconds) / meetings,
      unit: 'ms a meeting',
    },
    { name: 'Longest that it kept the process busy', value: delays.max / 1e6, unit: 'ms', bar: 50 },
    {
      name: 'The index beside the library',
      value: (100 * bytes('search.db')) / bytes('library.db'),
      unit: '%',
    },
  ];
  await close();
  await core.close();
  const figures = [
    {
      name: `Search as you type in ${meetings} meetings of ${WORDS} words, over WebSocket`,
      ours: spread(find),
      against: 'an empty call',
      theirs: spread(health),
      bar: 50,
    },
  ];
  return { figures, limits };
}
