import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, Id, label, line, listOf, text, Time } from './common.ts';
import { Speaker } from './speaker.ts';
import { Segment, Transcript } from './transcripts.ts';

/** No edit makes a text longer than this. One that an engine made so may still be edited, but not get longer. */
export const MAX_SEGMENT_TEXT = 10_000;
const MAX_ANY_TEXT = 100_000;
/** More than any meeting has: whatever is selected is changed in one step. */
export const SegmentIds = listOf(Id, 1, 100_000);
const limitOf = (usual: number, most: number) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most)), usual);

/** What a step did, for the words beside undo and redo. */
const editKinds = [
  'text',
  'split',
  'join',
  'boundary',
  'remove',
  'assign',
  'confirm',
  'replace',
  'correction',
  'choose',
  'guard',
  'acceptProposal',
  'rejectProposal',
  'addSpeaker',
  'renameSpeaker',
  'recolourSpeaker',
  'mergeSpeakers',
  'removeSpeaker',
] as const;
const EditKind = v.picklist(editKinds);
export type EditKind = v.InferOutput<typeof EditKind>;

/** What undo and redo would do next; null: nothing. */
const Next = { undo: v.nullable(EditKind), redo: v.nullable(EditKind) };

/** What a step changed. */
export const Changed = v.object({
  meetingId: Id,
  segments: v.array(
    v.object({
      transcriptId: Id,
      removed: v.array(Id),
      /** New or other now, in the order of time. */
      put: v.array(Segment),
      /** So many that none are named: read them again. */
      isAll: v.boolean(),
    }),
  ),
  /** Transcripts whose guards or proposals are others now. */
  reviews: v.array(Id),
  /** All versions, the newest first. */
  transcripts: v.array(Transcript),
  speakers: v.array(Speaker),
  ...Next,
});
export type Changed = v.InferOutput<typeof Changed>;

/** `before`: the text that the person saw. Where it is another by now: `conflict`, with the segment in the details. */
const ofSegment = { id: Id, before: v.optional(text(MAX_ANY_TEXT)) };

const TextPlace = fields({ ...ofSegment, offset: Count });

const Query = {
  text: v.pipe(text(1000), v.minLength(1)),
  matchCase: v.optional(v.boolean(), false),
  wholeWord: v.optional(v.boolean(), false),
};
/** A regular expression that is none is a `bad_pattern`; one that takes too long, `pattern_too_slow`. */
const Pattern = { ...Query, isPattern: v.optional(v.boolean(), false) };
const Replacement = line(1000);

const Place = { segmentId: Id, start: Count, end: Count };
/** `before`: as of a segment. */
const SeenPlace = fields({ ...Place, before: ofSegment.before });
const Match = v.object({
  ...Place,
  startMs: Count,
  text: v.string(),
  /** What stands around it, for the eye. */
  before: v.string(),
  after: v.string(),
  /** What it becomes; null: nothing was to be put in its place. */
  replacement: v.nullable(v.string()),
});
export type Match = v.InferOutput<typeof Match>;

/** Offsets in texts count UTF-16 units. Each change is a step in the one log of its meeting, and outlives restarts. */
export const edits = {
  /** Words that are kept keep their times. Blank: the segment goes. What is typed in one go is one step. */
  setText: method(fields({ ...ofSegment, text: line(MAX_ANY_TEXT) }), Changed),
  /** What stands before the offset keeps the id. */
  split: method(fields({ ...ofSegment, at: Count }), Changed),
  /** With the one before it, whose id and speaker it takes. */
  join: method(fields(ofSegment), Changed),
  /** Between it and the one before it: words go to where their middle lies. */
  moveBoundary: method(fields({ ...ofSegment, startMs: Count }), Changed),
  remove: method(fields({ ids: SegmentIds }), Changed),
  /** What stands between two places of one transcript. A segment of which nothing is left goes. */
  cut: method(fields({ from: TextPlace, to: TextPlace }), Changed),
  /** All of one transcript; null: nobody. */
  assign: method(fields({ ids: SegmentIds, speakerId: v.nullable(Id) }), Changed),
  /** The words between two offsets are right as they are: none of them is unsure any more. */
  confirm: method(fields({ ...ofSegment, start: Count, end: Count }), Changed),

  /** With `replacement`, what each one would become. No match reaches beyond a segment. */
  find: method(
    fields({ id: Id, ...Pattern, replacement: v.optional(Replacement), limit: limitOf(1000, 10_000) }),
    v.object({
      matches: v.array(Match),
      /** What was looked through, of the segments that have matches. */
      texts: v.array(v.object({ segmentId: Id, text: v.string() })),
      total: Count,
    }),
  ),
  /** All that is found, or `only` these of it, in one step. In patterns `$1` and `$<name>` stand for groups. */
  replace: method(
    fields({
      id: Id,
      ...Pattern,
      replacement: Replacement,
      /** These places alone, or all but those. */
      only: v.optional(listOf(SeenPlace, 1, 10_000)),
      except: v.optional(listOf(SeenPlace, 1, 10_000)),
    }),
    v.object({ ...Changed.entries, replaced: Count }),
  ),

  /** Undo and redo: of the meeting and the version that is shown. */
  undo: method(fields({ meetingId: Id }), Changed),
  redo: method(fields({ meetingId: Id }), Changed),
  /** The newest first. */
  history: method(
    fields({ meetingId: Id, limit: limitOf(100, 1000) }),
    v.object({
      steps: v.array(
        v.object({ kind: EditKind, transcriptId: v.nullable(Id), at: Time, isUndone: v.boolean() }),
      ),
      ...Next,
    }),
  ),

  changed: event(Changed),
};

/** `run`: chosen by who asks, to know its own progress by. */
const Correction = fields({ ...Query, replacement: Replacement, run: v.optional(Id) });

/** A word that is wrong in the same way everywhere: in the shown transcripts of all meetings outside the trash. */
export const corrections = {
  preview: method(
    Correction,
    v.object({
      meetings: Count,
      matches: Count,
      /** The first of some meetings. */
      samples: v.array(v.object({ meetingId: Id, title: v.string(), ...Match.entries })),
    }),
  ),
  /** One step a meeting. Cancelled, it leaves what is done so far. */
  apply: method(Correction, v.object({ meetings: Count, matches: Count })),
  /** Of both: how many meetings have been looked at. */
  progressed: event(v.object({ run: v.nullable(Id), done: Count, total: Count })),
  /** A term to expect in every meeting. */
  learn: method(fields({ term: label(200) }), v.object({ vocabulary: v.string() })),
};
