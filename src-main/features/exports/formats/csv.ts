import type { ExportOptions } from '../../../contract/exports.ts';
import { toCsv } from '../../../storage/csv.ts';
import type { Source } from '../source.ts';
import { oneLine } from '../text.ts';
import { namesOf } from '../turns.ts';
import { wordsIn } from '../words.ts';
import { timestamp } from './cues.ts';

/** Without it spreadsheets take the letters for others. */
const BOM = '\uFEFF';

/** A segment a row. */
export function segmentsCsv({ segments, speakers }: Source, { language }: ExportOptions): string {
  const words = wordsIn(language);
  const names = namesOf(speakers, words);
  const rows = segments.map(({ startMs, endMs, speakerId, text, words: said }) => {
    const sum = said.reduce((total, { probability }) => total + probability, 0);
    const confidence = said.length === 0 ? '' : (sum / said.length).toFixed(2);
    return [
      timestamp(startMs, '.'),
      timestamp(endMs, '.'),
      names.get(speakerId ?? '') ?? '',
      oneLine(text),
      confidence,
    ];
  });
  return BOM + toCsv([[words.start, words.end, words.name, words.text, words.confidence], ...rows]);
}

/** An action item a row. */
export function actionsCsv({ summary, starts }: Source, { language }: ExportOptions): string {
  const words = wordsIn(language);
  const rows = (summary?.content.actions ?? []).map(({ who, text, when, support, citations }) => [
    who ?? '',
    oneLine(text),
    when ?? '',
    support === 'found' ? '' : words[support],
    citations
      .flatMap((id) => starts.get(id) ?? [])
      .map((ms) => timestamp(ms, '.'))
      .join(' '),
  ]);
  return BOM + toCsv([[words.who, words.task, words.when, words.support, words.times], ...rows]);
}
