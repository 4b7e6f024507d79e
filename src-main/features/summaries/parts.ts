import * as v from 'valibot';
import { ModelId } from '../../contract/models.ts';
import type { EmitEvent } from '../../contract/index.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Settings } from '../../contract/settings.ts';
import type { SummaryContent, SummaryProvenance } from '../../contract/summaries.ts';
import { Template } from '../../contract/templates.ts';
import type { JobKindName } from '../../jobs/types.ts';
import type { Library } from '../../storage/library.ts';

/** What a summary is to be like, settled when it is asked for. */
export const Brief = v.object({ ...Template.entries, modelId: ModelId });
export type Brief = v.InferOutput<typeof Brief>;

/** A segment with the name of who says it; empty: nobody knows. */
export interface Said {
  id: string;
  startMs: number;
  endMs: number;
  speakerId: string | null;
  speaker: string;
  text: string;
}

/** What a writer is given. */
export interface Material {
  segments: readonly Said[];
  /** What is spoken, as far as it is known. */
  language: string | null;
  brief: Brief;
}

/** What a writer makes of it; what the brief says already is left out of the provenance. */
export interface Written {
  content: SummaryContent;
  provenance: Omit<SummaryProvenance, 'templateId' | 'templateName' | 'length' | 'appVersion'>;
}

/** What a writer is given of the job at work. */
export interface Desk {
  readonly signal: AbortSignal;
  /** As it was kept last; undefined: nothing yet. */
  readonly position: unknown;
  /** Says that it still works, so that it does not time out. */
  alive(): void;
  /** All words so far, for whoever watches; kept nowhere. */
  show(text: string): void;
  /** Where to go on after a crash, and how much is done, from 0 to 1. A draft can be read from now on. */
  keep(position: unknown, share: number, draft?: Written): void;
}

/** Something that writes summaries: rules, or a language model. What it claims is checked by whoever asks it. */
export interface Writer {
  write(material: Material, desk: Desk): Promise<Written>;
}

/** What summaries need of the rest of the app. */
export interface SummaryParts {
  library: Pick<Library, 'db' | 'freeing' | 'keepReserve'>;
  emit: EmitEvent;
  appVersion: string;
  settings(): Pick<Settings, 'summaryTemplate'>;
  /** Left out: what the settings say. Throws `no_model`. */
  findWriter(modelId?: string): { modelId: string; writer: Writer };
  addJob(job: { kind: JobKindName; meetingId: string; options: unknown }): Job;
  /** What waits or runs for a meeting. */
  jobsUnderWay(meetingId: string): Job[];
  /** As they were given to `addJob`. */
  jobOptions(id: string): unknown;
  /** Of a meeting: waits until no word that was deleted for good is in the index of the search. */
  forgetWords(meetingId: string): Promise<void>;
  /** Within the transaction that removes a version for good: jobs that stopped on the way keep no words of it. */
  forgetVersion(id: string): void;
  /** Begins what waits, where nothing else has. */
  wakeQueue(): void;
}
