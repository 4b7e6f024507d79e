import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { Id } from '../../../contract/common.ts';
import { ModelId } from '../../../contract/models.ts';
import type { JobKind, RunningJob } from '../../../jobs/types.ts';
import { keyOf, laneOf } from '../job.ts';
import { getSource, saidIn } from '../transcript.ts';
import { findNames } from './find.ts';
import type { NameParts } from './parts.ts';
import { readNames } from './read.ts';
import { knownOf, proposalsOf, putProposals } from './rows.ts';

const NameOptions = v.object({ modelId: ModelId });

const Clue = v.object({
  ...{ speakerId: Id, name: v.string(), segmentId: Id, quote: v.string(), saidBy: v.nullable(Id) },
  ...{ heardIn: Id, weight: v.number() },
});
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const Position = v.object({
  source: v.string(),
  reading: v.object({ at: v.object({ segment: Whole, offset: Whole }), clues: v.array(Clue) }),
});

/** Tells every window, and who asked too. */
export function announceNames({ library, emit }: Pick<NameParts, 'library' | 'emit'>, meetingId: string) {
  const proposals = proposalsOf(library.db, meetingId);
  emit('names.changed', { meetingId, proposals });
  return { proposals };
}

export function nameJob(parts: NameParts): JobKind {
  return { laneOf, run: (job) => suggest(parts, job) };
}

async function suggest(parts: NameParts, job: RunningJob): Promise<void> {
  const { library, findModel } = parts;
  const { db } = library;
  const { meetingId, signal, alive } = job;
  const { open } = findModel(v.parse(NameOptions, job.options).modelId);
  const source = getSource(db, meetingId);
  const segments = saidIn(db, source.id);
  const totalMs = segments.at(-1)?.endMs ?? 0;
  const kept = v.safeParse(Position, job.position);
  const from = kept.success && kept.output.source === keyOf(source) ? kept.output.reading : undefined;

  const heard = new Set(segments.map(({ speakerId }) => speakerId));
  const unnamed = knownOf(db, meetingId).speakers.filter(({ id, name }) => name === '' && heard.has(id));
  const clues =
    open && unnamed.length > 0
      ? await readNames(
          await open(signal),
          segments,
          unnamed.map(({ id }) => id),
          {
            ...{ signal, alive },
            keep(reading) {
              const doneMs = segments[reading.at.segment]?.startMs ?? totalMs;
              job.commit({ position: { source: keyOf(source), reading }, doneMs, totalMs });
            },
          },
          from,
        )
      : [];
  // What was given or turned down meanwhile counts.
  const known = { ...knownOf(db, meetingId), language: source.language };
  const found = await findNames(segments, known, clues, signal);
  job.commit({ position: null, doneMs: totalMs, totalMs }, (own) => {
    putProposals(
      own,
      meetingId,
      source.id,
      found.map((finding) => ({ id: randomUUID(), ...finding })),
    );
  });
  announceNames(parts, meetingId);
}
