import { exportParts, type ExportOptions, type TextFormat } from '../../contract/exports.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Source } from './source.ts';

export type Part = ExportOptions['parts'][number];

/** These hold this part, whatever was chosen. */
const needs: Partial<Record<TextFormat, Part>> = {
  srt: 'transcript',
  vtt: 'transcript',
  csv: 'transcript',
  actions: 'summary',
};
const named: Record<Part, string> = {
  summary: 'no summary',
  actions: 'no action items',
  notes: 'no notes',
  transcript: 'no transcript',
};

function has(part: Part, { meeting, bookmarks, transcript, summary }: Source): boolean {
  switch (part) {
    case 'summary':
      return summary !== null;
    case 'actions':
      return (summary?.content.actions.length ?? 0) > 0;
    case 'notes':
      return meeting.notes.trim() !== '' || bookmarks.length > 0;
    case 'transcript':
      return transcript !== null;
  }
}

/** What a file would be made of, where the meeting has none of it. Whoever asks for all parts asks for what there is. */
export function lackingFor(format: TextFormat, parts: readonly Part[], source: Source): Part[] {
  const need = needs[format];
  const isAll = exportParts.every((part) => parts.includes(part));
  const wanted = need ? [need] : isAll ? [] : exportParts.filter((part) => parts.includes(part));
  return wanted.some((part) => has(part, source)) ? [] : wanted;
}

const inWords = new Intl.ListFormat('en', { type: 'conjunction' });

/** Throws where there would be nothing in the file. */
export function checkThere(format: TextFormat, parts: readonly Part[], source: Source): void {
  const lacks = lackingFor(format, parts, source);
  if (lacks.length === 0) return;
  const what = inWords.format(lacks.map((part) => named[part]));
  throw new AppError('not_found', `This meeting has ${what} yet.`, { lacks });
}
