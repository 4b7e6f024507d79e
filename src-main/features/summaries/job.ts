import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { Id } from '../../contract/common.ts';
import { QUICK, SERVER } from '../../contract/summaries.ts';
import type { JobKind, RunningJob } from '../../jobs/types.ts';
import { AppError } from '../../rpc/errors.ts';
import { completeSummary, putSummary } from './changes.ts';
import { Brief, type Desk, type SummaryParts, type Written } from './parts.ts';
import { isEdited, summariesOf } from './rows.ts';
import { checkSupport } from './support/check.ts';
import { getSource, hasSource, saidIn, type Source } from './transcript.ts';

const Position = v.object({ id: Id, source: v.string(), writer: v.unknown() });

/** What needs no model here can run beside one. */
const Elsewhere = v.object({ modelId: v.picklist([QUICK, SERVER]) });

/** Of a job that names its model. */
export const laneOf = (options: unknown) => (v.is(Elsewhere, options) ? 'text' : 'models');

/** Tells every window, and who asked too. */
export function announce({ library, emit }: Pick<SummaryParts, 'library' | 'emit'>, meetingId: string) {
  const summaries = summariesOf(library.db, meetingId);
  emit('summaries.changed', { meetingId, summaries });
  return { summaries };
}

/** What a writer had begun is only worth something for the same words. */
export const keyOf = ({ id, stamp }: Source) => `${id} ${stamp}`;

export function summaryJob(parts: SummaryParts): JobKind {
  return { laneOf, run: (job) => summarize(parts, job) };
}

async function summarize(parts: SummaryParts, job: RunningJob): Promise<void> {
  const { library, emit, appVersion, findWriter } = parts;
  const { db } = library;
  const { meetingId } = job;
  const brief = v.parse(Brief, job.options);
  const { writer } = findWriter(brief.modelId);
  const source = getSource(db, meetingId);
  const segments = saidIn(db, source.id);
  const totalMs = segments.at(-1)?.endMs ?? 0;
  const known = v.safeParse(Position, job.position);
  const kept = known.success && known.output.source === keyOf(source) ? known.output : undefined;
  // What a person has worked on meanwhile is theirs.
  const id = kept && !isEdited(db, kept.id) ? kept.id : randomUUID();

  function commit(position: unknown, doneMs: number, state: 'partial' | 'complete', written?: Written): void {
    job.commit({ position: { id, source: keyOf(source), writer: position }, doneMs, totalMs }, (own) => {
      // What was read of it, and what is cited, went with it.
      if (!hasSource(own, source.id)) throw new AppError('cancelled', 'The transcript was removed.');
      if (!written) return;
      const summary = {
        ...{ id, meetingId, source },
        content: checkSupport(written.content, segments, source.language),
        provenance: {
          ...written.provenance,
          ...{ templateId: brief.id, templateName: brief.name, length: brief.length, appVersion },
        },
      };
      if (state === 'complete') completeSummary(own, summary);
      else putSummary(own, { ...summary, state });
    });
    if (written) announce(parts, meetingId);
  }

  const desk: Desk = {
    signal: job.signal,
    position: kept?.writer ?? undefined,
    alive: job.alive,
    show(text) {
      emit('summaries.progressed', { id, meetingId, text });
    },
    keep(position, share, draft) {
      commit(position, Math.round(Math.min(1, Math.max(0, share)) * totalMs), 'partial', draft);
    },
  };
  const written = await writer.write({ segments, language: source.language, brief }, desk);
  job.signal.throwIfAborted();
  commit(null, totalMs, 'complete', written);
}
