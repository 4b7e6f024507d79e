import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { Count, fields, Id, listOf, text, Time } from './common.ts';
import { Job } from './jobs.ts';
import { LanguageOrNone } from './language.ts';
import { ModelId } from './models.ts';
import { Instructions, Language, Length, TemplateId } from './templates.ts';

/** Of the built-in summary, where another model may be named. */
export const QUICK = 'quick';
/** Of the server that the settings name. */
export const SERVER = 'server';

/** What a claim says. */
export const ClaimWords = text(10_000);
/** Of a list, and of what a claim cites. */
export const MOST_CLAIMS = 1000;

/** Something that a summary says, and the segments it rests on. */
const claim = {
  text: ClaimWords,
  /** Ids of segments, in the order of time; empty in what a person wrote, and where the transcript did not come along. */
  citations: listOf(Id, 0, MOST_CLAIMS),
  /** unsupported: its words, names or numbers are not found in what it cites. written: by a person. */
  support: v.picklist(['found', 'unsupported', 'written']),
};
const Claim = fields(claim);
export type Claim = v.InferOutput<typeof Claim>;
const Claims = listOf(Claim, 0, MOST_CLAIMS);

/** `who` and `when` as it was said (“Ben”, “by Friday”); null: nobody said. */
const Action = fields({ ...claim, who: v.nullable(ClaimWords), when: v.nullable(ClaimWords) });
export type Action = v.InferOutput<typeof Action>;

export const SummaryContent = fields({
  /** A few sentences; of a letter, its paragraphs. */
  overview: Claims,
  topics: listOf(fields({ title: ClaimWords, points: Claims }), 0, MOST_CLAIMS),
  decisions: Claims,
  actions: listOf(Action, 0, MOST_CLAIMS),
  questions: Claims,
});
export type SummaryContent = v.InferOutput<typeof SummaryContent>;

const SummaryProvenance = v.object({
  /** quick: the built-in one, “Quick summary (no AI model)”. server: a model behind an address that a person typed. */
  method: v.picklist(['quick', 'llama', 'server']),
  /** null for quick, as are all that follow but templates and parts. */
  modelId: v.nullable(v.string()),
  modelName: v.nullable(v.string()),
  modelSha256: v.nullable(v.string()),
  device: v.nullable(v.string()),
  templateId: TemplateId,
  templateName: v.string(),
  /** null: the one that is spoken, which nobody knows. */
  language: LanguageOrNone,
  length: Length,
  /** Into how many parts the transcript was taken apart. */
  parts: Count,
  /** Tokens of the model's context, and of all prompts together. */
  contextTokens: v.nullable(Count),
  promptTokens: v.nullable(Count),
  /** How often something was lost because an answer was cut off even where it had little to say. Left out: never. */
  cutShort: v.optional(Count),
  appVersion: v.string(),
});
export type SummaryProvenance = v.InferOutput<typeof SummaryProvenance>;

export const Summary = v.object({
  id: Id,
  meetingId: Id,
  /** The version of the transcript it was made from, which may be gone by now. */
  transcriptId: Id,
  /** Counts up within a meeting. */
  version: Count,
  /** partial: a job is at work on it, or stopped on the way. */
  state: v.picklist(['partial', 'complete']),
  /** The one that is shown, exported and found. */
  isChosen: v.boolean(),
  isEdited: v.boolean(),
  /** The transcript has been edited since, or another version of it is shown. */
  isStale: v.boolean(),
  content: SummaryContent,
  provenance: SummaryProvenance,
  createdAt: Time,
  completedAt: v.nullable(Time),
});
export type Summary = v.InferOutput<typeof Summary>;

/** Left out: what the template says. */
const options = {
  templateId: v.optional(TemplateId),
  /** `quick`, `server`, or a language model. Left out: what the settings say. */
  modelId: v.optional(ModelId),
  language: v.optional(v.nullable(Language)),
  length: v.optional(Length),
  /** In place of the template's. */
  instructions: v.optional(Instructions),
};
export const SummarizeOptions = v.object(options);
export type SummarizeOptions = v.InferOutput<typeof SummarizeOptions>;

const OfSummary = fields({ id: Id });
const Summaries = v.object({ summaries: v.array(Summary) });

export const summaries = {
  /** Queues one job a meeting. A meeting that has the same under way is left with it. */
  start: method(fields({ meetingIds: listOf(Id, 1, 1000), ...options }), v.object({ jobs: v.array(Job) })),
  /** All versions of a meeting, the newest first. */
  list: method(fields({ meetingId: Id }), Summaries),
  get: method(OfSummary, Summary),
  /**
   * What a person makes of it. A claim that is the same stays marked as it was; one whose words or citations are others
   * counts as written by them, unless it comes with the mark that a check of it gives: so one that was changed and
   * changed back is what it was.
   * `before`: the content that they saw. Where it is another by now: `conflict`.
   */
  update: method(fields({ id: Id, content: SummaryContent, before: v.optional(SummaryContent) }), Summary),
  /** Which of the versions is shown. */
  choose: method(OfSummary, Summaries),
  /** For good. Where it was the one shown, the newest that is left takes its place. */
  remove: method(OfSummary, Summaries),

  /** Of one meeting: all of its versions. */
  changed: event(v.object({ meetingId: Id, summaries: v.array(Summary) })),
  /** While a model writes one: all of its words so far. `id` is what the summary will have. */
  progressed: event(v.object({ id: Id, meetingId: Id, text: v.string() })),
};
