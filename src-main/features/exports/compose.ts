import type { ExportOptions } from '../../contract/exports.ts';
import { dayOf } from './clock.ts';
import { bookmarksIn, blocksOfNotes } from './notes.ts';
import type { Block, Document } from './document.ts';
import { asNamed, lengthOf, type Source } from './source.ts';
import { blocksOfSummary } from './summary.ts';
import { namesOf, turnsOf } from './turns.ts';
import { oneLine } from './text.ts';
import { wordsIn, type Words } from './words.ts';

const MINUTE = 60_000;

function factsOf(source: Source, language: string): string[] {
  const minutes = Math.round((lengthOf(source) ?? 0) / MINUTE);
  const length = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'short' });
  return [dayOf(source.meeting.startedAt, language), ...(minutes > 0 ? [length.format(minutes)] : [])];
}

const heading = (text: string): Block => ({ kind: 'heading', level: 1, spans: [{ text }] });
const section = (title: string, blocks: readonly Block[]) =>
  blocks.length === 0 ? [] : [heading(title), ...blocks];

/** What stands at words that were hardly understood. */
type Marks = keyof Words['marks'];

function transcriptBlocks(source: Source, options: ExportOptions, words: Words, marks: Marks): Block[] {
  const turns = turnsOf(source, options, words);
  const isMarked = turns.some(({ segments }) =>
    segments.some(({ spans }) => spans.some(({ isUnsure }) => isUnsure)),
  );
  const quiet = (text: string): Block => ({ kind: 'paragraph', spans: [{ text, isQuiet: true }] });
  return [
    ...(source.transcript?.state === 'partial' ? [quiet(words.unfinishedTranscript)] : []),
    ...(isMarked ? [quiet(words.marks[marks])] : []),
    ...turns,
  ];
}

/** The parts that were asked for, as far as there is something to write. */
export function compose(whole: Source, options: ExportOptions, marks: Marks = 'dots'): Document {
  const source = asNamed(whole, options);
  const { meeting, speakers, transcript } = source;
  const words = wordsIn(options.language);
  const has = (part: ExportOptions['parts'][number]) => options.parts.includes(part);
  const names = namesOf(speakers, words);
  const spoken = new Set(source.segments.map(({ speakerId }) => speakerId));
  return {
    title: oneLine(meeting.title),
    language: transcript?.language ?? null,
    startedAt: meeting.startedAt,
    facts: factsOf(source, options.language),
    people: speakers
      .filter(({ id }) => spoken.has(id))
      .map(({ id, colour }) => ({ name: names.get(id) ?? '', colour })),
    blocks: [
      ...blocksOfSummary(source, options, words),
      ...(has('notes')
        ? [
            ...section(words.notes, blocksOfNotes(meeting.notes)),
            ...section(words.bookmarks, bookmarksIn(source, options)),
          ]
        : []),
      ...(has('transcript')
        ? section(words.transcript, transcriptBlocks(source, options, words, marks))
        : []),
    ],
    words,
    options,
  };
}
