import type { AllHandlers } from '../../contract/index.ts';
import { AppError } from '../../rpc/errors.ts';
import { removeTranscript } from './changes.ts';
import { compare } from './compare.ts';
import { edit } from './edits/parts.ts';
import { announce, type RedoOptions } from './job.ts';
import type { TranscriptParts } from './parts.ts';
import { acceptProposal, getProposal, proposalsOf, rejectProposal, widenSpan } from './proposals.ts';
import { checkMeeting, getGuard, getTranscript, guardsOf, segmentsOf, transcriptsOf } from './rows.ts';
import { complete, sameModel, start, usualId } from './start.ts';
import { setVocabulary, vocabularyOf } from './vocabulary.ts';

export function transcriptHandlers(parts: TranscriptParts): AllHandlers['transcripts'] {
  const { library, addJob, checkSound } = parts;
  const versions = (meetingId: string) => {
    announce(parts, meetingId);
    return { transcripts: transcriptsOf(library.db, meetingId) };
  };

  return {
    start: ({ meetingIds, ...asked }) => ({ jobs: start(parts, meetingIds, asked) }),
    usualModel({ meetingId }) {
      checkMeeting(library.db, meetingId);
      return { modelId: usualId(parts, meetingId) };
    },
    list({ meetingId }) {
      checkMeeting(library.db, meetingId);
      return { transcripts: transcriptsOf(library.db, meetingId) };
    },
    get: ({ id }) => getTranscript(library.db, id),
    segments: ({ id, from, limit }) => segmentsOf(library.db, id, from, limit),
    choose({ id }) {
      const { meetingId } = getTranscript(library.db, id);
      const shown = transcriptsOf(library.db, meetingId).find(({ isChosen }) => isChosen);
      if (shown?.id === id) return { transcripts: transcriptsOf(library.db, meetingId) };
      const { transcripts } = edit(parts, { meetingId, transcriptId: null, kind: 'choose' }, (rows) => {
        if (shown) rows.set('transcripts', shown.id, { is_chosen: 0 });
        rows.set('transcripts', id, { is_chosen: 1 });
      });
      return { transcripts };
    },
    async remove({ id }) {
      const { meetingId } = getTranscript(library.db, id);
      library.freeing((db) => {
        db.transaction(() => {
          removeTranscript(db, id);
          parts.forgetVersion(id);
        });
      });
      const left = versions(meetingId);
      await parts.forgetWords(meetingId);
      library.keepReserve();
      return left;
    },
    compare: async (ids, { signal }) => ({ parts: await compare(library.db, ids, signal) }),
    guards: ({ id }) => ({ guards: guardsOf(library.db, id) }),
    settleGuard({ id, isSettled }) {
      const { transcriptId } = getGuard(library.db, id);
      const { meetingId } = getTranscript(library.db, transcriptId);
      edit(parts, { meetingId, transcriptId, kind: 'guard' }, (rows) => {
        rows.set('guards', id, { is_settled: Number(isSettled) });
      });
      const { transcriptId: _of, ...guard } = getGuard(library.db, id);
      return guard;
    },
    async redo({ id, startMs, endMs, ...asked }, { signal }) {
      const transcript = getTranscript(library.db, id);
      if (transcript.state === 'partial')
        throw new AppError('conflict', 'This transcript is not complete yet.');
      if (endMs <= startMs) throw new AppError('invalid_input', 'The span ends before it begins.');
      checkSound(transcript.meetingId);
      const soundMs = (await parts.measuredMs(transcript.meetingId, signal)) ?? Infinity;
      if (startMs >= soundMs)
        throw new AppError('invalid_input', 'The span begins where the sound has ended.', { soundMs });
      const span = widenSpan(library.db, id, { startMs, endMs: Math.min(endMs, soundMs) });
      const language = asked.language ?? transcript.language ?? undefined;
      const how = complete(
        parts,
        { ...sameModel(parts, transcript), ...asked, ...(language !== undefined && { language }) },
        transcript.meetingId,
      );
      const options: RedoOptions = { transcriptId: id, ...span, how };
      return { job: addJob({ kind: 'redo', meetingId: transcript.meetingId, options }) };
    },
    proposals: ({ id }) => ({ proposals: proposalsOf(library.db, id) }),
    acceptProposal({ id }) {
      const proposal = getProposal(library.db, id);
      acceptProposal(parts, proposal);
      return getTranscript(library.db, proposal.transcriptId);
    },
    rejectProposal({ id }) {
      rejectProposal(parts, getProposal(library.db, id));
      return {};
    },
    vocabulary({ meetingId }) {
      checkMeeting(library.db, meetingId);
      return { vocabulary: vocabularyOf(library.db, meetingId) };
    },
    setVocabulary({ meetingId, vocabulary }) {
      checkMeeting(library.db, meetingId);
      setVocabulary(library.db, meetingId, vocabulary);
      return { vocabulary };
    },
  };
}
