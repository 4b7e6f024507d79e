import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Limit } from './measure.ts';

const program = join(import.meta.dirname, '../support/export-bench-program.ts');
const ROUNDS = 3;

/** The best of some, each in a process of its own, which has nothing read or laid out before. */
function measure(way: 'pdf' | 'preview' | 'md'): { ms: number; megabytes: number } {
  const runs = Array.from({ length: ROUNDS }, () => {
    const printed = execFileSync(process.execPath, [program, way], { encoding: 'utf8' });
    return JSON.parse(printed) as { ms: number; megabytes: number };
  });
  const least = (key: 'ms' | 'megabytes') => Math.min(...runs.map((run) => run[key]));
  return { ms: least('ms'), megabytes: least('megabytes') };
}

/** A meeting of three hours as files. */
export function benchExports(): Limit[] {
  const [pdf, preview, md] = [measure('pdf'), measure('preview'), measure('md')];
  return [
    { name: 'three hours as PDF', value: pdf.ms, unit: 'ms', bar: 3000 },
    { name: 'memory of the process that writes it', value: pdf.megabytes, unit: 'MB', bar: 200 },
    { name: 'its first page alone', value: preview.ms, unit: 'ms' },
    { name: 'three hours as Markdown', value: md.ms, unit: 'ms', bar: 200 },
  ];
}
