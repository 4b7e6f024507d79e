import bidiFactory from 'bidi-js';
import { titled, type Span } from '../document.ts';
import { rightToLeft } from '../text.ts';
import type { Chooser, FontName } from './fonts.ts';

/** Letters that are drawn at once: of one font, one kind and one direction. */
export interface Piece {
  text: string;
  span: Span;
  font: FontName;
  /** Odd: from right to left. */
  level: number;
  /** A line may end after it. */
  canBreak: boolean;
  /** What it says, where something else is drawn. */
  actual?: string;
}

/** So many are laid out at once at most. */
export const MOST_LETTERS = 1000;

const bidi = bidiFactory();
const characters = new Intl.Segmenter();
const wordsIn = new Intl.Segmenter(undefined, { granularity: 'word' });
/** What the one font for Latin, Greek and Cyrillic has for certain, and where lines end at spaces. */
export const isPlain =
  /^[\u0020-\u007E\u00A0-\u024F\u0370-\u0373\u0386-\u03CE\u0400-\u045F\u2010-\u2015\u2018-\u201E\u2026]*$/;
/** Scripts without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303F\uFF00-\uFFEF]/u;
const noBreakBefore = /^[\p{Pe}\p{Pf}、。，．・：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%,.!?:;]/u;
const noBreakAfter = /[\p{Ps}\p{Pi}]$/u;
/** They turn the text around and are not seen. */
const unseen = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;
const joined = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{M}\u200C\u200D]+$/u;

/** Fonts turn these around wherever they stand, but numbers run from the left: each is drawn by itself. */
export const hasTurned = (text = '') => /[\u0660-\u066C\u06F0-\u06F9]/.test(text.slice(-1));

export const textOf = (spans: readonly Span[]) => spans.map(({ text }) => text).join('');

/** The lines that a person ended, each with a space for whoever copies them; code goes in by spaces. */
export function rowsOf(written: readonly Span[]): Span[][] {
  const spans = titled(written);
  if (!spans.some(({ text }) => /[\n\t]/.test(text))) return [spans];
  const rows: Span[][] = [[]];
  for (const span of spans) {
    const parts = span.text.replaceAll('\t', '    ').split('\n');
    for (const [at, text] of parts.entries()) {
      if (at > 0) rows.push([]);
      rows.at(-1)?.push({ ...span, text: at < parts.length - 1 ? `${text} ` : text });
    }
  }
  return rows;
}

/** A line taken apart as far as it must be to be drawn. */
export function piecesOf(spans: readonly Span[], choose: Chooser, isRight: boolean): Piece[] {
  const text = textOf(spans);
  if (isPlain.test(text) && !isRight) return spans.flatMap(plainPieces);
  const levels =
    isRight || rightToLeft.test(text)
      ? bidi.getEmbeddingLevels(text, isRight ? 'rtl' : 'ltr').levels
      : undefined;
  const ends = breaksIn(text);
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of spans) {
    let last: Piece | undefined;
    let lastIsJoined = false;
    if (span.actual !== undefined) {
      // Of Latin letters, whatever runs around them; said once, it is one piece.
      const level = levels?.[at + 1] ?? 0;
      at += span.text.length;
      pieces.push({ ...standIn(span, span.actual), level, canBreak: ends.has(at) });
      continue;
    }
    for (const segment of lettersIn(span.text)) {
      const level = levels?.[at] ?? 0;
      at += segment.length;
      const seen = segment.replace(unseen, '');
      const canBreak = ends.has(at);
      if (seen === '') {
        if (last && canBreak) last.canBreak = true;
        continue;
      }
      // What no font has was put into other words before.
      const chosen = choose(seen) ?? 'sans';
      const font = chosen === 'sans' ? latin(span) : chosen;
      const isJoined = joined.test(seen);
      // From right to left only letters are drawn together, as fonts turn nothing else around.
      const goesOn = level % 2 === 0 ? !hasTurned(seen) && !hasTurned(last?.text) : isJoined && lastIsJoined;
      const isLong = (last?.text.length ?? 0) >= MOST_LETTERS;
      if (last?.font === font && last.level === level && !last.canBreak && goesOn && !isLong) {
        last.text += seen;
        last.canBreak = canBreak;
      } else {
        const mirrored = level % 2 === 1 ? (bidi.getMirroredCharacter(seen) ?? seen) : seen;
        last = { text: mirrored, span, font, level, canBreak, ...(mirrored !== seen && { actual: seen }) };
        pieces.push(last);
      }
      lastIsJoined = isJoined;
    }
  }
  return pieces;
}

/** A letter with more marks than any has is taken apart, or they would be set against each other for minutes. */
function* lettersIn(text: string): Generator<string> {
  for (const { segment } of characters.segment(text)) {
    if (segment.length <= MOST_LETTERS) yield segment;
    else for (const [part] of segment.matchAll(/[^]{1,500}/gu)) yield part;
  }
}

const latin = ({ isBold }: Span) => (isBold ? 'bold' : 'sans');

const standIn = (span: Span, actual: string): Piece => {
  return { text: span.text, span, font: latin(span), level: 0, canBreak: false, actual };
};

const plainPieces = (span: Span): Piece[] =>
  span.actual !== undefined
    ? [standIn(span, span.actual)]
    : (span.text.match(/[^ ]+ *| +/g) ?? []).map((text) => {
        const canBreak = text.endsWith(' ') || text.endsWith('-');
        return { text, span, font: latin(span), level: 0, canBreak };
      });

/** After which places of the text a line may end. */
function breaksIn(text: string): Set<number> {
  const ends = new Set<number>();
  let before = '';
  for (const { segment, index } of wordsIn.segment(text)) {
    const isBetween = unspaced.test(segment.slice(0, 1)) || unspaced.test(before.slice(-1));
    const isFree = isBetween && !noBreakBefore.test(segment) && !noBreakAfter.test(before);
    if (index > 0 && (/[\s-]$/.test(before) || isFree) && !/^\s/.test(segment)) ends.add(index);
    before = segment;
  }
  ends.add(text.length);
  return ends;
}
