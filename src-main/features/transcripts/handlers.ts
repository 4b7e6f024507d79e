import type { AllHandlers } from '../../contract/index.ts';
import type { TranscribeOptions } from '../../contract/transcripts.ts';
import { AppError } from '../../rpc/errors.ts';
import type { ReadableDb } from '../../storage/database.ts';
import { chooseTranscript, removeTranscript, settleGuard } from './changes.ts';
import { announce, type RedoOptions } from './job.ts';
import type { TranscriptParts } from './parts.ts';
import { acceptProposal, getProposal, proposalsOf, rejectProposal, widenSpan } from './proposals.ts';
import { getGuard, getTranscript, guardsOf, missing, segmentsOf, transcriptsOf } from './rows.ts';
import { setVocabulary, vocabularyOf } from './vocabulary.ts';

function checkMeeting(db: ReadableDb, meetingId: string): void {
  if (!db.get('SELECT 1 FROM meetings WHERE id = ?', meetingId)) throw missing('meeting', meetingId);
}

export function transcriptHandlers(parts: TranscriptParts): AllHandlers['transcripts'] {
  const { library, emit, settings, addJob, jobsUnderWay, checkSound, findModel } = parts;
  const versions = (meetingId: string) => {
    announce(parts, meetingId);
    return { transcripts: transcriptsOf(library.db, meetingId) };
  };

  /** What is left out is what the settings say now, and stays so, whatever they say once its turn has come. */
  function complete(asked: TranscribeOptions, meetingId: string): TranscribeOptions {
    const { speechModel, speechLanguage, speechTranslate, skipSilence, beamSize } = settings();
    const model = findModel(asked.modelId ?? speechModel, meetingId);
    const usual = { language: speechLanguage, translate: speechTranslate, skipSilence, beamSize };
    return { ...usual, ...asked, modelId: model.id };
  }

  return {
    start({ meetingIds, ...asked }) {
      const { db } = library;
      const jobs = db.transaction(() =>
        [...new Set(meetingIds)].map((meetingId) => {
          checkMeeting(db, meetingId);
          checkSound(meetingId);
          const options = complete(asked, meetingId);
          const underWay = jobsUnderWay(meetingId).find(({ kind }) => kind === 'transcribe');
          return underWay ?? addJob({ kind: 'transcribe', meetingId, options });
        }),
      );
      return { jobs };
    },
    list({ meetingId }) {
      checkMeeting(library.db, meetingId);
      return { transcripts: transcriptsOf(library.db, meetingId) };
    },
    get: ({ id }) => getTranscript(library.db, id),
    segments: ({ id, from, limit }) => segmentsOf(library.db, id, from, limit),
    choose({ id }) {
      const { meetingId } = getTranscript(library.db, id);
      chooseTranscript(library.db, id);
      return versions(meetingId);
    },
    remove({ id }) {
      const { meetingId } = getTranscript(library.db, id);
      removeTranscript(library.db, id);
      return versions(meetingId);
    },
    guards: ({ id }) => ({ guards: guardsOf(library.db, id) }),
    settleGuard({ id, isSettled }) {
      const { transcriptId } = getGuard(library.db, id);
      settleGuard(library.db, id, isSettled);
      versions(getTranscript(library.db, transcriptId).meetingId);
      const { transcriptId: _of, ...guard } = getGuard(library.db, id);
      return guard;
    },
    redo({ id, startMs, endMs, ...asked }) {
      const transcript = getTranscript(library.db, id);
      if (transcript.state === 'partial')
        throw new AppError('conflict', 'This transcript is not complete yet.');
      if (endMs <= startMs) throw new AppError('invalid_input', 'The span ends before it begins.');
      checkSound(transcript.meetingId);
      const span = widenSpan(library.db, id, { startMs, endMs });
      const language = asked.language ?? transcript.language ?? undefined;
      const how = complete({ ...asked, ...(language !== undefined && { language }) }, transcript.meetingId);
      const options: RedoOptions = { transcriptId: id, ...span, how };
      return { job: addJob({ kind: 'redo', meetingId: transcript.meetingId, options }) };
    },
    proposals: ({ id }) => ({ proposals: proposalsOf(library.db, id) }),
    acceptProposal({ id }) {
      const proposal = getProposal(library.db, id);
      acceptProposal(library.db, proposal);
      const transcript = getTranscript(library.db, proposal.transcriptId);
      announce(parts, transcript.meetingId);
      return transcript;
    },
    rejectProposal({ id }) {
      getProposal(library.db, id);
      rejectProposal(library.db, id);
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
