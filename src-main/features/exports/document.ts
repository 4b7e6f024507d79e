import type { Align } from '../../contract/notes.ts';
import type { ExportOptions } from '../../contract/exports.ts';
import type { Words } from './words.ts';

/** What a file says, whatever its format: the writers of PDF, DOCX, Markdown and text go through these in turn. */
export interface Document {
  title: string;
  /** A code such as `en`, of what is said; null: nobody knows. */
  language: string | null;
  startedAt: number;
  /** The day, and how long it took. */
  facts: readonly string[];
  people: readonly Person[];
  blocks: readonly Block[];
  words: Words;
  options: ExportOptions;
}

export interface Person {
  name: string;
  /** From 0 to 7. */
  colour: number;
}

/** Words of one kind. */
export interface Span {
  /** In notes it may go over several lines. */
  text: string;
  isBold?: boolean;
  isItalic?: boolean;
  isStruck?: boolean;
  isCode?: boolean;
  isQuiet?: boolean;
  /** Hardly understood. */
  isUnsure?: boolean;
  /** The colour of somebody who speaks. */
  person?: number;
  /** An address on the web. */
  link?: string;
  /** What is said of it beside its words. */
  title?: string;
  /** What the text stands for, for whoever copies or hears it. */
  actual?: string;
  /** The segment whose time this is: a place to go to where the transcript is in the file. */
  segmentId?: string;
}

/** Whether a link goes on from one to the other. */
export const isOneLink = (one?: Span, other?: Span) =>
  one?.link === other?.link && one?.title === other?.title;

/** With the titles of links in brackets after their words. */
export const titled = (spans: readonly Span[]): Span[] =>
  spans.flatMap((span, at) =>
    span.title === undefined || isOneLink(span, spans[at + 1])
      ? [span]
      : [span, { ...span, text: ` (${span.title})` }],
  );

export interface Turn {
  kind: 'turn';
  /** null: nobody knows, or it is not to be said. */
  speaker: Person | null;
  /** Somebody else than in the turn before. */
  isNew: boolean;
  startMs: number;
  segments: readonly { id: string; spans: readonly Span[] }[];
}

/** Where something of a person's notes stands. */
export interface Placed {
  /** How many items it is within. */
  depth: number;
  /** It is quoted, and the quotation is within so many of them. */
  quotedAt?: number;
}

export type Block =
  | Turn
  | { kind: 'heading'; level: 1 | 2 | 3; spans: readonly Span[] }
  | { kind: 'paragraph'; spans: readonly Span[] }
  | (Placed & { kind: 'item'; mark: Mark; spans: readonly Span[] })
  | (Placed & { kind: 'quote'; spans: readonly Span[] })
  | (Placed & { kind: 'code'; text: string })
  | (Placed & Table)
  | { kind: 'rule' };

export interface Table {
  kind: 'table';
  /** The first of them is the head. */
  rows: readonly (readonly (readonly Span[])[])[];
  /** Of its columns; null: as its words run. */
  align: readonly Align[];
}

/** A number: of a list that is counted. none: it goes on with the item above. */
export type Mark = 'bullet' | 'open' | 'done' | 'none' | number;
