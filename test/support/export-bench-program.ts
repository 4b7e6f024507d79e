import { join } from 'node:path';
import { compose } from '../../src-main/features/exports/compose.ts';
import { toMd } from '../../src-main/features/exports/formats/md.ts';
import { createPdf } from '../../src-main/features/exports/pdf/write.ts';
import { allParts, exportSource, withSummary } from './export-source.ts';
import { randomFrom } from './random.ts';

/** Three hours: 30,000 words of 4,000, said by six people by turns. */
const WORDS = 30_000;
const random = randomFrom(7);
const vocabulary = Array.from(
  { length: 4000 },
  (_, at) => `${'bdfgklmnprst'[at % 12] ?? ''}${'aeiou'[at % 5] ?? ''}${at.toString(36)}`,
);
const said = Array.from({ length: WORDS / 12 }, (_, at) => ({
  text: ` ${Array.from({ length: 12 }, () => vocabulary[Math.floor(random(4000) ** 2 / 4000)] ?? '').join(' ')}.`,
  by: Math.floor(at / 4) % 6,
}));
const names = ['Anna', 'David', 'Robert', 'Zoë', 'Håkon', 'Μαρία'];
const source = withSummary(exportSource({ title: 'Three hours', names, said }));

const pdf = createPdf(join(import.meta.dirname, '../../resources/fonts'), '0.0.0');
const ways = {
  pdf: () => pdf.write(compose(source, allParts)),
  preview: () => pdf.draw(compose(source, allParts)),
  md: () => toMd(compose(source, allParts)),
};
const [, , way = ''] = process.argv;
const from = performance.now();
await ways[way as keyof typeof ways]();
const ms = performance.now() - from;
process.stdout.write(JSON.stringify({ ms, megabytes: process.resourceUsage().maxRSS / 1024 }));
