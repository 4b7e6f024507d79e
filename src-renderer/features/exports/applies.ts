import type { ExportChoices, ExportFormat } from '../../../src-main/contract/exports.ts';

export type Part = ExportChoices['parts'][number];
export type Switch = 'times' | 'speakers' | 'marks';

interface Means {
  parts: boolean;
  switches: readonly Switch[];
  paper: boolean;
  /** Without this part of a meeting there is nothing to write. */
  needs?: 'transcript' | 'summary';
}

const page: Means = { parts: true, switches: ['times', 'speakers', 'marks'], paper: true };
const text: Means = { ...page, paper: false };
const cues: Means = { parts: false, switches: ['speakers'], paper: false, needs: 'transcript' };
const rows: Means = { parts: false, switches: ['times', 'speakers'], paper: false };

/** What can be chosen for each format; the rest means nothing to it. */
export const means: Record<ExportFormat, Means> = {
  pdf: page,
  md: text,
  docx: page,
  json: { ...text, switches: ['speakers'] },
  txt: text,
  srt: cues,
  vtt: cues,
  csv: { ...rows, needs: 'transcript' },
  actions: { ...rows, needs: 'summary' },
  eml: page,
};

/** Of what is chosen, what means something to at least one of the formats. */
export function appliesTo(formats: readonly ExportFormat[]) {
  const all = formats.map((format) => means[format]);
  return {
    parts: all.some(({ parts }) => parts),
    paper: all.some(({ paper }) => paper),
    has: (name: Switch) => all.some(({ switches }) => switches.includes(name)),
  };
}

/** One more, or one less, in the order in which they are listed. */
export function toggled<T>(all: readonly T[], chosen: readonly T[], one: T): T[] {
  return all.filter((other) => (other === one ? !chosen.includes(one) : chosen.includes(other)));
}
