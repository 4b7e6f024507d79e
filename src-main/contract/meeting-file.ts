import * as v from 'valibot';
import { Bookmark } from './bookmarks.ts';
import { Count, label, listOf, text, Time } from './common.ts';
import { MAX_TAGS } from './meetings.ts';
import { Speaker } from './speaker.ts';
import { ClaimWords, MOST_CLAIMS, Summary } from './summaries.ts';
import { Guard, Transcript } from './transcripts.ts';

/** A place in a list of the same file, from 0. */
const Place = Count;
/** Longer than any meeting, and short enough for sums of them. */
const At = v.pipe(Count, v.maxValue(1_000_000_000_000));
/** Others are counted on from it. */
const Counted = v.pipe(Count, v.maxValue(1_000_000_000));
/** Rounding may take it a little beyond 1. */
const Probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1.001));
const Words = text(100_000);

const Claim = v.object({
  text: ClaimWords,
  /** Places in the list of segments. */
  citations: listOf(Place, 0, MOST_CLAIMS),
  /** Looked at again when it is imported. Of what is not in the file nothing is found. */
  support: v.picklist(['found', 'unsupported', 'written']),
});
const Claims = listOf(Claim, 0, MOST_CLAIMS);
const Action = v.object({ ...Claim.entries, who: v.nullable(ClaimWords), when: v.nullable(ClaimWords) });

const { state, isEdited, language, provenance, createdAt, completedAt } = Transcript.entries;
const { reason, isSettled } = Guard.entries;

/**
 * A meeting as a file of JSON, all but its sound: what `export --format json` writes and `import` reads. Times are
 * milliseconds, from the beginning of the meeting or, where they are dates, since 1970. There are no ids: speakers and
 * segments are named by their places in the lists.
 */
export const MeetingFile = v.object({
  format: v.literal('meetmemo-meeting'),
  formatVersion: v.literal(1),
  title: label(500),
  startedAt: Time,
  /** null: nobody knows. Older files do not say it. */
  durationMs: v.optional(v.nullable(At), null),
  tags: v.pipe(v.array(label(60)), v.maxLength(MAX_TAGS)),
  /** Markdown. */
  notes: text(2_000_000),
  bookmarks: v.array(v.object({ atMs: At, note: Bookmark.entries.note, createdAt: Time })),
  speakers: v.array(
    v.object({
      /** Empty: none was given. */
      name: text(200),
      number: v.nullable(Counted),
      colour: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(7)),
      track: Speaker.entries.track,
    }),
  ),
  /** null: there is none, or it was left out. */
  transcript: v.nullable(
    v.object({
      ...{ version: Counted, state, isEdited, language, createdAt, completedAt, provenance },
      segments: v.array(
        v.object({
          startMs: At,
          endMs: At,
          /** A place in the list of speakers; null: nobody knows. */
          speaker: v.nullable(Place),
          text: Words,
          noSpeechProbability: v.nullable(Probability),
          /** A word keeps the space before it: one after another they are the text. */
          words: v.array(v.object({ text: Words, startMs: At, endMs: At, probability: Probability })),
        }),
      ),
      /** Spans that a person should look at. */
      guards: v.array(v.object({ startMs: At, endMs: At, reason, text: Words, isSettled })),
    }),
  ),
  summary: v.nullable(
    v.object({
      version: Counted,
      state: Summary.entries.state,
      isEdited: Summary.entries.isEdited,
      /** It rests on other words than those of the transcript beside it. */
      isStale: v.optional(v.boolean(), false),
      createdAt: Summary.entries.createdAt,
      completedAt: Summary.entries.completedAt,
      provenance: v.object({
        ...Summary.entries.provenance.entries,
        parts: Counted,
        contextTokens: v.nullable(Counted),
        promptTokens: v.nullable(Counted),
        cutShort: v.optional(Counted),
      }),
      content: v.object({
        overview: Claims,
        topics: listOf(v.object({ title: ClaimWords, points: Claims }), 0, MOST_CLAIMS),
        decisions: Claims,
        actions: listOf(Action, 0, MOST_CLAIMS),
        questions: Claims,
      }),
    }),
  ),
});
export type MeetingFile = v.InferOutput<typeof MeetingFile>;
