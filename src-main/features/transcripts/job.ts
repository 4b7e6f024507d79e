import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { Count, Id } from '../../contract/common.ts';
import { TranscribeOptions, type Segment } from '../../contract/transcripts.ts';
import type { JobKinds, RunningJob } from '../../jobs/types.ts';
import { AppError } from '../../rpc/errors.ts';
import { addText, beginTranscript, completeTranscript } from './changes.ts';
import type { TranscriptParts } from './parts.ts';
import type { Heard, Suspect } from './pipeline/types.ts';
import { addProposal, getProposal } from './proposals.ts';
import { findTranscript, transcriptsOf } from './rows.ts';
import { speakersOf } from './speakers/rows.ts';
import { positionOf, work, type Position } from './work.ts';

export const RedoOptions = v.object({
  transcriptId: Id,
  startMs: Count,
  endMs: Count,
  how: TranscribeOptions,
});
export type RedoOptions = v.InferOutput<typeof RedoOptions>;

type RedoPosition = Position & { segments: Heard[]; guards: Suspect[] };

/** The kinds of job that make text of sound. */
export function transcriptJobs(parts: TranscriptParts): Pick<JobKinds, 'transcribe' | 'redo'> {
  return {
    transcribe: { laneOf: () => 'models', run: (job) => transcribe(parts, job) },
    redo: { laneOf: () => 'models', run: (job) => redo(parts, job) },
  };
}

export function announce(
  { library, emit }: Pick<TranscriptParts, 'library' | 'emit'>,
  meetingId: string,
): void {
  emit('transcripts.changed', { meetingId, transcripts: transcriptsOf(library.db, meetingId) });
}

function transcribe(parts: TranscriptParts, job: RunningJob): Promise<void> {
  const { library, emit, louderTracks } = parts;
  const { meetingId } = job;
  const known = positionOf<Position>(job.position);
  let added: Segment[] = [];
  return work<Position>(parts, job, {
    options: v.parse(TranscribeOptions, job.options),
    // Removed while it waited to be tried again: then from the beginning.
    // Or a person has worked on what there is of it, which is theirs now.
    position: known && findTranscript(library.db, known.id)?.isEdited === false ? known : undefined,
    begin(rest) {
      const position = { id: randomUUID(), ...rest };
      return { position, write: (db) => beginTranscript(db, { meetingId, ...position }) };
    },
    async add(position, text, ask) {
      const tracks = await ask(() => louderTracks(meetingId, text.segments, job.signal));
      return {
        position,
        write(db) {
          added = addText(db, position.id, text, tracks ?? []);
        },
      };
    },
    told({ id }) {
      const speakers = speakersOf(library.db, meetingId);
      if (added.length > 0) emit('transcripts.extended', { id, segments: added, speakers });
      added = [];
      announce(parts, meetingId);
    },
    end: (db, { id }) => completeTranscript(db, id),
  });
}

async function redo(parts: TranscriptParts, job: RunningJob): Promise<void> {
  const { library, emit } = parts;
  const { transcriptId, startMs, endMs, how } = v.parse(RedoOptions, job.options);
  if (!findTranscript(library.db, transcriptId))
    throw new AppError('cancelled', 'The transcript was removed.');
  let finished = '';
  await work<RedoPosition>(parts, job, {
    options: how,
    span: { startMs, endMs },
    position: positionOf<RedoPosition>(job.position),
    begin: (rest) => ({ position: { id: randomUUID(), segments: [], guards: [], ...rest } }),
    add: (position, { segments, guards }) => ({
      position: {
        ...position,
        segments: [...position.segments, ...segments],
        guards: [...position.guards, ...guards],
      },
    }),
    told: () => undefined,
    end(db, { id, segments, guards, provenance }) {
      addProposal(db, { id, transcriptId, startMs, endMs, segments, guards, provenance });
      finished = id;
    },
  });
  emit('transcripts.proposed', getProposal(library.db, finished));
}
