import type { Marked, Moment, Place } from '../../contract/search.ts';
import type { ReadableDb } from '../../storage/database.ts';
import { placesOf, rangesIn, type Phrase } from './query.ts';
import { slices, summaryText } from './texts.ts';
import { foldText } from './words.ts';

/** What no segment holds: it parts them while they are looked through as one. */
const BREAK = '\u001E';
/** Nobody counts further, and a letter alone is said everywhere. */
const COUNTED = 100;
const SHOWN = 3;

/** How much of a text is shown: a little before what was searched for, and more after it. */
const BEFORE = 40;
const LENGTH = 160;

const marked = (text: string, phrases: readonly Phrase[]): Marked => ({
  text,
  marks: rangesIn(text, phrases),
});

/** The text around the first mark, in one line. */
function excerpt({ text, marks }: Marked): Marked {
  const first = marks[0]?.start ?? 0;
  let from = first <= BEFORE ? 0 : first - BEFORE;
  if (from > 0) from += /^\S{0,20}\s+/.exec(text.slice(from, first))?.[0].length ?? 0;
  const rest = text.slice(from, from + LENGTH);
  const isCut = from + LENGTH < text.length;
  const line = (isCut ? rest.replace(/\s\S{0,20}$/, '') : rest).toWellFormed();
  const head = from > 0 ? '… ' : '';
  return {
    text: head + line.replace(/\s/g, ' ') + (isCut ? ' …' : ''),
    marks: marks
      .filter(({ end }) => end - from <= line.length)
      .map(({ start, end }) => ({ start: start - from + head.length, end: end - from + head.length })),
  };
}

const isIn = (phrase: Phrase, folded: string) => placesOf(phrase, folded).next().done !== true;

function inText(text: string, phrases: readonly Phrase[]): Marked | null {
  for (const slice of slices(text)) {
    const folded = foldText(slice);
    if (!phrases.some((phrase) => isIn(phrase, folded))) continue;
    const found = marked(slice, phrases);
    if (found.marks.length > 0) return excerpt(found);
  }
  return null;
}

/** For each segment, by its place, which phrases begin in it, a bit each. Stops where nobody counts further. */
function segmentsWith(text: string, phrases: readonly Phrase[], most: number): Map<number, number> {
  const folded = foldText(text);
  const found = new Map<number, number>();
  for (const [bit, phrase] of phrases.entries()) {
    let segment = 0;
    let seen = 0;
    let own = 0;
    for (const place of placesOf(phrase, folded)) {
      for (
        let next = folded.indexOf(BREAK, seen);
        next >= 0 && next < place;
        next = folded.indexOf(BREAK, seen)
      ) {
        seen = next + 1;
        segment += 1;
      }
      const before = found.get(segment) ?? 0;
      if ((before & (1 << bit)) !== 0) continue;
      found.set(segment, before | (1 << bit));
      own += 1;
      if (own >= most) break;
    }
  }
  return found;
}

const ones = (bits: number) => bits.toString(2).replaceAll('0', '').length;

/** The segments with the most of the phrases, in order; and whether these are all. */
function best(found: ReadonlyMap<number, number>, most: number) {
  const counts = [...found].map(([segment, bits]) => ({ segment, count: ones(bits) }));
  const highest = Math.max(0, ...counts.map(({ count }) => count));
  const places = counts
    .filter(({ count }) => count === highest)
    .map(({ segment }) => segment)
    .toSorted((a, b) => a - b);
  return { places, isCounted: counts.length < most };
}

interface StoredSegment {
  id: string;
  start_ms: number;
  end_ms: number;
  text: string;
  words: string;
  next: string | null;
}

/** When something in a segment is said: by the times of its words, which joined are its text. */
function timesOf({ start_ms, end_ms, text, words }: StoredSegment, start: number, end: number) {
  const stored = JSON.parse(words) as [text: string, startMs: number, endMs: number][];
  const joined = stored.map(([word]) => word).join('');
  let at = text.length - joined.length;
  let [startMs, endMs] = [start_ms, end_ms];
  let isFound = false;
  for (const [word, from, to] of stored) {
    at += word.length;
    if (at <= start) continue;
    if (!isFound) startMs = from;
    isFound = true;
    endMs = to;
    if (at >= end) break;
  }
  return { startMs, endMs };
}

/** Its own marks, those of a phrase too that goes on in the next segment. */
function marksIn({ text, next }: StoredSegment, phrases: readonly Phrase[]) {
  return rangesIn(next === null ? text : text + BREAK + next, phrases)
    .filter(({ start }) => start < text.length)
    .map(({ start, end }) => ({ start, end: Math.min(end, text.length) }));
}

/** Those at some places, counted in the order of time. */
function segmentsAt(db: ReadableDb, transcriptId: string, places: readonly number[]): StoredSegment[] {
  const { seqs } = db.get<{ seqs: string }>(
    `SELECT json_group_array(seq) AS seqs
     FROM (SELECT seq FROM segments WHERE transcript_id = ? ORDER BY start_ms, seq)`,
    transcriptId,
  ) ?? { seqs: '[]' };
  const order = JSON.parse(seqs) as number[];
  const wanted = places.flatMap((place) => order.slice(place, place + 2));
  const rows = db.all<StoredSegment & { seq: number }>(
    `SELECT seq, id, start_ms, end_ms, text, words FROM segments WHERE seq IN (SELECT value FROM json_each(?))`,
    JSON.stringify(wanted),
  );
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return places.flatMap((place) => {
    const row = bySeq.get(order[place] ?? -1);
    return row ? [{ ...row, next: bySeq.get(order[place + 1] ?? -1)?.text ?? null }] : [];
  });
}

interface Shown {
  id: string;
  text: string | null;
}

const shownText = (db: ReadableDb, seq: number) =>
  db.get<Shown>(
    `SELECT id, (SELECT group_concat(replace(text, char(30), ' '), char(30))
       FROM (SELECT text FROM segments WHERE transcript_id = transcripts.id ORDER BY start_ms, seq)) AS text
     FROM transcripts WHERE meeting_seq = ? AND is_chosen = 1`,
    seq,
  );

function inTranscript(db: ReadableDb, shown: Shown | undefined, phrases: readonly Phrase[]) {
  const { places, isCounted } = best(segmentsWith(shown?.text ?? '', phrases, COUNTED), COUNTED);
  if (!shown || places.length === 0) return { moments: [], momentCount: 0, isCounted: true };
  const moments = segmentsAt(db, shown.id, places.slice(0, SHOWN)).map((segment): Moment => {
    const marks = marksIn(segment, phrases);
    const [first] = marks;
    const times = timesOf(segment, first?.start ?? 0, first?.end ?? 0);
    return { segmentId: segment.id, ...times, ...excerpt({ text: segment.text, marks }) };
  });
  return { moments, momentCount: places.length, isCounted };
}

/** Where it is in one meeting; undefined: one of the phrases that it has to hold is not in it. */
export function locate(
  db: ReadableDb,
  meetingId: string,
  phrases: readonly Phrase[],
  mustHold: readonly Phrase[] = [],
) {
  const meeting = db.get<{ seq: number; title: string; notes: string }>(
    'SELECT seq, title, notes FROM meetings WHERE id = ?',
    meetingId,
  );
  if (!meeting) return undefined;
  const names = db
    .all<{ name: string }>(
      `SELECT DISTINCT name FROM speakers WHERE meeting_seq = ? AND name <> '' ORDER BY name`,
      meeting.seq,
    )
    .map(({ name }) => name);
  const shown = shownText(db, meeting.seq);
  const summary = summaryText(db, meeting.seq);
  if (mustHold.length > 0) {
    const written = [...slices(meeting.notes), ...slices(summary)];
    const all = [meeting.title, ...names, ...written, shown?.text ?? ''].map(foldText);
    if (!mustHold.every((phrase) => all.some((text) => isIn(phrase, text)))) return undefined;
  }
  const spoken = inTranscript(db, shown, phrases);
  return {
    title: marked(meeting.title, phrases),
    people: names.map((name) => marked(name, phrases)).filter(({ marks }) => marks.length > 0),
    notes: inText(meeting.notes, phrases),
    summary: spoken.moments.length === 0 ? inText(summary, phrases) : null,
    ...spoken,
  };
}

/** So many moments can be stepped through. */
const ALL = 2000;

/** All that is said of it in one meeting. */
export function locateAll(db: ReadableDb, seq: number, phrases: readonly Phrase[]): Place[] {
  const shown = shownText(db, seq);
  const found = segmentsWith(shown?.text ?? '', phrases, ALL);
  if (!shown || found.size === 0) return [];
  const moments = new Set(best(found, ALL).places);
  const all = [...found.keys()].toSorted((a, b) => a - b).slice(0, ALL);
  return segmentsAt(db, shown.id, all).flatMap((segment, index) =>
    marksIn(segment, phrases).map(({ start, end }, mark) => ({
      ...{ segmentId: segment.id, start, end, ...timesOf(segment, start, end) },
      isMoment: mark === 0 && moments.has(all[index] ?? -1),
    })),
  );
}
