import type { ExportOptions } from '../../contract/exports.ts';
import { toParagraphs } from '../../contract/paragraphs.ts';
import type { Speaker } from '../../contract/speaker.ts';
import type { Segment } from '../../contract/transcripts.ts';
import type { Span, Turn } from './document.ts';
import type { Source } from './source.ts';
import { oneLine } from './text.ts';
import type { Words } from './words.ts';

/** A word less likely than this is marked in the window too. */
const UNSURE = 0.45;

/** What to call speakers in a file: by their names, and those without one as the window does. */
export const namesOf = (speakers: readonly Speaker[], words: Words): Map<string, string> =>
  new Map(
    speakers.map(({ id, name, number, track }) => {
      const given = oneLine(name);
      const unnamed = track
        ? words[track === 'microphone' ? 'me' : 'others']
        : words.speaker(String(number ?? ''));
      return [id, given === '' ? unnamed : given];
    }),
  );

/** Its text, taken apart where words are unsure. */
function spansOf({ text, words }: Segment, marks: boolean): Span[] {
  const whole = oneLine(text);
  const isUnsure = (word: Segment['words'][number]) =>
    word.probability < UNSURE && /\p{L}|\p{N}/u.test(word.text);
  // Words that are not the text, as after an edit, can't be told apart in it.
  if (!marks || oneLine(words.map((word) => word.text).join('')) !== whole) return [{ text: whole }];
  const spans: Span[] = [];
  for (const word of words) {
    const [, space = '', rest = ''] = /^(\s*)([^]*)$/.exec(word.text.replace(/[\p{Cc}\s]+/gu, ' ')) ?? [];
    const last = spans.at(-1);
    const lead = spans.length === 0 ? '' : space;
    if (isUnsure(word)) spans.push(...(lead ? [{ text: lead }] : []), { text: rest, isUnsure: true });
    else if (last && !last.isUnsure) last.text += lead + rest;
    else spans.push({ text: lead + rest });
  }
  return spans;
}

/** A turn for each paragraph, as the window has them. */
export function turnsOf(
  { segments, speakers }: Pick<Source, 'segments' | 'speakers'>,
  options: Pick<ExportOptions, 'marks'>,
  words: Words,
): Turn[] {
  const names = namesOf(speakers, words);
  const people = new Map(
    speakers.map(({ id, colour }) => [id, { name: names.get(id) ?? '', colour }] as const),
  );
  const turns: Turn[] = [];
  let last: string | null = null;
  for (const { startMs, speakerId, segments: own } of toParagraphs(segments)) {
    const spoken = own
      .map((segment) => ({ id: segment.id, spans: spansOf(segment, options.marks) }))
      .filter(({ spans }) => spans.some(({ text }) => text !== ''));
    if (spoken.length === 0) continue;
    turns.push({
      kind: 'turn',
      speaker: speakerId === null ? null : (people.get(speakerId) ?? null),
      isNew: speakerId !== last,
      startMs,
      segments: spoken,
    });
    last = speakerId;
  }
  return turns;
}
