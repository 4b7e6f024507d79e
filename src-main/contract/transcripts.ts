import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, Id, listOf, Time } from './common.ts';
import { Job } from './jobs.ts';
import { LanguageOrNone } from './language.ts';
import { ModelId } from './models.ts';
import { Speaker } from './speaker.ts';
import { AskedTerms, ExpectedTerms, Terms } from './terms.ts';

/** A word keeps the space before it: the words of a segment, one after another, are its text. */
const Word = v.object({ text: v.string(), startMs: Count, endMs: Count, probability: v.number() });

export const Segment = v.object({
  id: Id,
  startMs: Count,
  endMs: Count,
  /** Null: nobody knows. */
  speakerId: v.nullable(Id),
  text: v.string(),
  noSpeechProbability: v.nullable(v.number()),
  words: v.array(Word),
});
export type Segment = v.InferOutput<typeof Segment>;

/**
 * repetition: it went round in a loop, and trying again did not help. silence: text where nobody spoke, left out.
 * unsure: hardly any word of it is likely, or no voice is clearly heard there. crashed: the engine, the decoder or the
 * detector of voices ended on this span again and again, or could not read it, and passed it over. unheard: somebody speaks
 * here for a good while, but no words were found.
 */
const guardReasons = ['repetition', 'silence', 'unsure', 'crashed', 'unheard'] as const;

/** A span that a person should look at. */
export const Guard = v.object({
  id: Id,
  startMs: Count,
  endMs: Count,
  reason: v.picklist(guardReasons),
  /** What was left out there. */
  text: v.string(),
  isSettled: v.boolean(),
});
export type Guard = v.InferOutput<typeof Guard>;

/** Left out: what the settings say. */
const options = {
  modelId: v.optional(ModelId),
  /** A code such as `en`, or `auto`. */
  language: v.optional(
    v.pipe(v.string(), v.regex(/^(auto|[a-z]{2,3})$/, 'expected auto or a code such as en')),
  ),
  /** Into English, whatever is spoken. */
  translate: v.optional(v.boolean()),
  /**
   * Names and terms to expect: beside those of the library and the meeting, of a redo in place of them. Of a
   * long list a model takes in only the end, some fifty names.
   */
  prompt: v.optional(AskedTerms),
  /** Leave out what is no speech before the engine hears it. */
  skipSilence: v.optional(v.boolean()),
  beamSize: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(8))),
};
export const TranscribeOptions = v.object(options);
export type TranscribeOptions = v.InferOutput<typeof TranscribeOptions>;

export const Provenance = v.object({
  engine: v.string(),
  device: v.string(),
  modelId: v.string(),
  modelName: v.string(),
  modelSha256: v.string(),
  appVersion: v.string(),
  /** With all names and terms that were expected. */
  options: v.object({ ...options, prompt: v.optional(ExpectedTerms) }),
  /** Those that were not, since the model knows English alone and they are in another script. */
  leftOut: v.optional(ExpectedTerms),
});
export type Provenance = v.InferOutput<typeof Provenance>;

export const Transcript = v.object({
  id: Id,
  meetingId: Id,
  /** Counts up within a meeting. */
  version: Count,
  /** partial: a job is at work on it, or stopped on the way. */
  state: v.picklist(['partial', 'complete']),
  /** The one that is shown, searched and exported. */
  isChosen: v.boolean(),
  isEdited: v.boolean(),
  /** Null until it is known. */
  language: LanguageOrNone,
  wordCount: Count,
  /** The mean over its words; null without words. */
  confidence: v.nullable(v.number()),
  openGuards: Count,
  provenance: Provenance,
  createdAt: Time,
  completedAt: v.nullable(Time),
});
export type Transcript = v.InferOutput<typeof Transcript>;

/** What another run made of a span, beside what is there, until a person chooses. */
export const Proposal = v.object({
  id: Id,
  transcriptId: Id,
  startMs: Count,
  endMs: Count,
  before: v.array(Segment),
  after: v.array(Segment),
  /** What a person should look at, once it is accepted. */
  guards: v.array(v.omit(Guard, ['id', 'isSettled'])),
  provenance: Provenance,
});
export type Proposal = v.InferOutput<typeof Proposal>;

const OfTranscript = fields({ id: Id });
const Transcripts = v.object({ transcripts: v.array(Transcript) });

export const transcripts = {
  /**
   * Queues one job a meeting. A meeting that has one under way is left with it, and with other options refused.
   * Without a meeting the options alone are judged.
   */
  start: method(fields({ meetingIds: listOf(Id, 0, 1000), ...options }), v.object({ jobs: v.array(Job) })),
  /** What `start` makes one with, where no model is named; null: nothing is installed that it could take. */
  usualModel: method(fields({ meetingId: Id }), v.object({ modelId: v.nullable(ModelId) })),
  /** All versions of a meeting, the newest first. */
  list: method(fields({ meetingId: Id }), Transcripts),
  get: method(OfTranscript, Transcript),
  /** In the order of time. */
  segments: method(
    fields({
      id: Id,
      from: v.optional(Count, 0),
      limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(5000)), 1000),
    }),
    v.object({ segments: v.array(Segment), total: Count }),
  ),
  /** Which of the versions is shown. */
  choose: method(OfTranscript, Transcripts),
  /** For good, with the steps that were made in it. */
  remove: method(OfTranscript, Transcripts),
  /** Word by word, in the order of time: where both texts are the same, and where the other one differs. */
  compare: method(
    fields({ id: Id, otherId: Id }),
    v.object({
      parts: v.array(v.object({ startMs: Count, endMs: Count, text: v.string(), other: v.string() })),
    }),
  ),
  /** The spans that a person should look at. */
  guards: method(OfTranscript, v.object({ guards: v.array(Guard) })),
  settleGuard: method(fields({ id: Id, isSettled: v.boolean() }), Guard),
  /** Does a span once more, with other settings; the result is a proposal. */
  redo: method(fields({ id: Id, startMs: Count, endMs: Count, ...options }), v.object({ job: Job })),
  proposals: method(OfTranscript, v.object({ proposals: v.array(Proposal) })),
  acceptProposal: method(OfTranscript, Transcript),
  rejectProposal: method(OfTranscript, v.object({})),
  /** Names and terms that a meeting is expected to have. */
  vocabulary: method(fields({ meetingId: Id }), v.object({ vocabulary: v.string() })),
  setVocabulary: method(fields({ meetingId: Id, vocabulary: Terms }), v.object({ vocabulary: v.string() })),

  /** Of one meeting: all of its versions. */
  changed: event(v.object({ meetingId: Id, transcripts: v.array(Transcript) })),
  /** What a job has just added to a transcript, in the order of time, and all speakers of the meeting. */
  extended: event(v.object({ id: Id, segments: v.array(Segment), speakers: v.array(Speaker) })),
  proposed: event(Proposal),
};
