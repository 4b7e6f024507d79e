import type { MeetingState } from '../../../src-main/contract/meetings.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { Narrowing } from './view.ts';

export const stateTexts = {
  recording: 'list.recording',
  transcribing: 'filter.transcribing',
  review: 'filter.review',
  failed: 'list.jobFailed',
  silent: 'filter.silent',
} as const satisfies Record<MeetingState, string>;

/** The beginning of a day that a field holds, or of one after it; undefined: it holds none. */
export function dayFrom(value: string, after = 0): number | undefined {
  const [year, month, day] = value.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1900 || year > 2199)
    return undefined;
  return new Date(year, month - 1, day + after).getTime();
}

/** As a field takes it. */
export function dayText(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

interface Chip {
  key: string;
  label: string;
  /** What is left without it. */
  without: Narrowing;
}

/** Each part of what narrows the list, with the way to take it away. */
export function chipsOf(
  filter: Narrowing,
  t: Translator,
  format: Format,
  folder: string | undefined,
): Chip[] {
  const { states = [], people = [], tags = [], hasSummary, from, before, days } = filter;
  const chips: Chip[] = [];
  const add = (key: string, label: string, without: Narrowing) => {
    chips.push({ key, label, without });
  };
  if (filter.folderId !== undefined) add('folder', folder ?? t('filter.noFolder'), { folderId: undefined });
  for (const state of states)
    add(`state ${state}`, t(stateTexts[state]), { states: states.filter((own) => own !== state) });
  for (const name of people)
    add(`person ${name}`, t('filter.with', { name }), { people: people.filter((own) => own !== name) });
  for (const tag of tags) add(`tag ${tag}`, `#${tag}`, { tags: tags.filter((own) => own !== tag) });
  if (hasSummary !== undefined)
    add('summary', t(hasSummary ? 'filter.hasSummary' : 'filter.noSummary'), { hasSummary: undefined });
  if (days !== undefined)
    add('days', days === 0 ? t('filter.today') : t('filter.lastDays', { count: days + 1 }), {
      days: undefined,
    });
  if (from !== undefined) add('from', t('filter.since', { date: format.date(from) }), { from: undefined });
  if (before !== undefined)
    add('before', t('filter.upTo', { date: format.date(before - 1) }), { before: undefined });
  return chips;
}
