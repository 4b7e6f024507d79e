import type { ExportOptions } from '../../../contract/exports.ts';
import { toCsv } from '../../../storage/csv.ts';
import type { Source } from '../source.ts';
import { oneLine } from '../text.ts';
import { namesOf } from '../turns.ts';
import { wordsIn } from '../words.ts';
import { timestamp } from './cues.ts';

/** Without it spreadsheets take the letters for others. */
const BOM = '\uFEFF';

/** A segment a row. Times and names have columns where they are asked for. */
export function segmentsCsv(
  { segments, speakers }: Source,
  { language, times, speakers: isNamed }: ExportOptions,
): string {
  const words = wordsIn(language);
  const names = namesOf(speakers, words);
  const rows = segments.map(({ startMs, endMs, speakerId, text, words: said }) => {
    const sum = said.reduce((total, { probability }) => total + probability, 0);
    const confidence = said.length === 0 ? '' : (sum / said.length).toFixed(2);
    return [
      ...(times ? [timestamp(startMs, '.'), timestamp(endMs, '.')] : []),
      ...(isNamed ? [names.get(speakerId ?? '') ?? ''] : []),
      oneLine(text),
      confidence,
    ];
  });
  const head = [
    ...(times ? [words.start, words.end] : []),
    ...(isNamed ? [words.name] : []),
    ...[words.text, words.confidence],
  ];
  return BOM + toCsv([head, ...rows]);
}

/** An action item a row. Whose it is is a name, and when it was said a time; when it is due is neither. */
export function actionsCsv(
  { summary, starts }: Source,
  { language, times, speakers: isNamed }: ExportOptions,
): string {
  const words = wordsIn(language);
  const momentsOf = (citations: readonly string[]) =>
    citations
      .flatMap((id) => starts.get(id) ?? [])
      .map((ms) => timestamp(ms, '.'))
      .join(' ');
  const rows = (summary?.content.actions ?? []).map(({ who, text, when, support, citations }) => [
    ...(isNamed ? [who ?? ''] : []),
    oneLine(text),
    when ?? '',
    support === 'found' ? '' : words[support],
    ...(times ? [momentsOf(citations)] : []),
  ]);
  const head = [
    ...(isNamed ? [words.who] : []),
    ...[words.task, words.when, words.support],
    ...(times ? [words.times] : []),
  ];
  return BOM + toCsv([head, ...rows]);
}
