import type { Job } from '../../contract/jobs.ts';
import type { TranscribeOptions, Transcript } from '../../contract/transcripts.ts';
import { AppError, wrapError } from '../../rpc/errors.ts';
import type { SpeechModelFile, TranscriptParts } from './parts.ts';
import { checkMeeting, transcriptsOf } from './rows.ts';

/** Before a job is queued that could only fail. */
function checkLanguage(
  { isMultilingual }: SpeechModelFile,
  { language, translate }: { language: string; translate: boolean },
): void {
  if (isMultilingual || (!translate && (language === 'auto' || language === 'en'))) return;
  throw new AppError('english_only', 'This model understands English only, and does not translate.');
}

/** What is left out is what the settings say now, and stays so, whatever they say once its turn has come. */
export function complete(
  { settings, findModel, usualModel }: TranscriptParts,
  asked: TranscribeOptions,
  meetingId: string,
): TranscribeOptions {
  const { speechLanguage, speechTranslate, skipSilence, beamSize } = settings();
  const model = asked.modelId === undefined ? usualModel(meetingId) : findModel(asked.modelId, meetingId);
  checkLanguage(model, {
    language: asked.language ?? speechLanguage,
    translate: asked.translate ?? speechTranslate,
  });
  const usual = { language: speechLanguage, translate: speechTranslate, skipSilence, beamSize };
  return { ...usual, ...asked, modelId: model.id };
}

/** As far as that can be done before it is known for which meeting: the sample one has a model of its own. */
function judge(parts: TranscriptParts, asked: TranscribeOptions): void {
  try {
    complete(parts, asked, '');
  } catch (error) {
    if (asked.modelId !== undefined || wrapError(error).code !== 'no_model') throw error;
  }
}

export function usualId({ usualModel }: TranscriptParts, meetingId: string): string | null {
  try {
    return usualModel(meetingId).id;
  } catch (error) {
    if (wrapError(error).code !== 'no_model') throw error;
    return null;
  }
}

/** For a redo: the one that heard it the first time, where it is still here. */
export function sameModel(
  { findModel }: TranscriptParts,
  { provenance, meetingId }: Transcript,
): TranscribeOptions {
  try {
    return { modelId: findModel(provenance.modelId, meetingId).id };
  } catch (error) {
    if (wrapError(error).code !== 'no_model') throw error;
    return {};
  }
}

/** What is under way does for whoever asked for nothing else. */
function checkSame(own: TranscribeOptions, asked: TranscribeOptions): void {
  const names = Object.keys(asked) as (keyof TranscribeOptions)[];
  if (names.every((name) => own[name] === asked[name])) return;
  throw new AppError(
    'transcribed_otherwise',
    'This meeting is already being transcribed, with other options. meetmemo jobs cancel ends that.',
  );
}

/** All of them are queued, or none. */
export function start(
  parts: TranscriptParts,
  meetingIds: readonly string[],
  asked: TranscribeOptions,
): Job[] {
  const { library, addJob, jobsUnderWay, jobOptions, checkSound, wakeQueue } = parts;
  const { db } = library;
  if (meetingIds.length === 0) judge(parts, asked);
  const jobs = db.transaction(() =>
    [...new Set(meetingIds)].map((meetingId) => {
      checkMeeting(db, meetingId);
      checkSound(meetingId);
      const options = complete(parts, asked, meetingId);
      const underWay = jobsUnderWay(meetingId).find(({ kind }) => kind === 'transcribe');
      if (!underWay) return addJob({ kind: 'transcribe', meetingId, options });
      checkSame(jobOptions(underWay.id) as TranscribeOptions, asked);
      return underWay;
    }),
  );
  // What is under way may wait for a command that never came.
  wakeQueue();
  return jobs;
}

/** By a setting. What has a transcript is left alone, and so is everything while no model is installed. */
export function startUnasked(parts: TranscriptParts, meetingId: string): void {
  try {
    if (transcriptsOf(parts.library.db, meetingId).length === 0) start(parts, [meetingId], {});
  } catch (error) {
    const { code } = wrapError(error);
    if (code !== 'no_model') parts.log.warn('a transcription could not be queued', { code });
  }
}
