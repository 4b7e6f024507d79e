import { join, resolve } from 'node:path';
import type { Api } from '../../contract/index.ts';
import type { Transcript } from '../../contract/transcripts.ts';
import { AppError, wrapError } from '../../rpc/errors.ts';
import { deliver, sayUnshown, sayVersion, type Delivery } from './deliver.ts';
import { findMeeting } from './find-meeting.ts';
import { plain } from './import-lines.ts';
import { openCore } from './open-core.ts';
import { watchJob } from './watch-job.ts';
import { checkOut } from './write-out.ts';

const about = ({ version, provenance, language, isEdited, isChosen, state }: Transcript) =>
  [
    `\n  ${version}: ${plain(provenance.modelName)}`,
    language,
    isEdited && 'edited',
    isChosen && 'shown',
    state === 'partial' && 'unfinished',
  ]
    .filter(Boolean)
    .join(', ');

/** The version of this number; without one the version that is shown. */
function pick(versions: readonly Transcript[], number: number | undefined): Transcript {
  const found = versions.find(({ version, isChosen }) =>
    number === undefined ? isChosen : version === number,
  );
  if (found) return found;
  const message =
    versions.length === 0
      ? 'This meeting has no transcript yet. meetmemo transcribe makes one.'
      : `There is no such version. There are:${versions.map(about).join('')}`;
  throw new AppError('not_found', message);
}

/** One format of one meeting, and so what can be printed. */
async function exportOne(
  api: Api,
  what: string,
  number: number | undefined,
  delivery: Delivery,
): Promise<void> {
  const meeting = await findMeeting(api, what);
  const { transcripts } = await api.transcripts.list({ meetingId: meeting.id });
  const { parts } = delivery.options;
  const isTranscript = number !== undefined || parts?.join() === 'transcript';
  const transcript = isTranscript ? pick(transcripts, number) : undefined;
  if (transcript) sayVersion(transcript, transcripts);
  await deliver(api, meeting.id, transcript?.id, delivery);
}

/**
 * By a job, which goes on where it stopped. Prints the names of the files, and beside them what is missing. `asked`: by
 * their ids, what a person called the meetings.
 */
export async function exportInto(
  api: Api,
  asked: ReadonlyMap<string, string>,
  { formats, zip, overwrite, options }: Delivery,
  out: string,
  signal: AbortSignal,
): Promise<boolean> {
  const folder = resolve(out);
  checkOut(folder);
  const ifThere = overwrite ? 'replace' : 'keepBoth';
  const meetingIds = [...asked.keys()];
  const { job } = await api.exports.start({ meetingIds, formats, ...options, folder, zip, ifThere });
  const { state, error } = await watchJob(api, job.id, signal);
  const { files, zip: whole, missing, unshown } = await api.exports.report({ jobId: job.id });
  const written = zip ? [whole].filter((file) => file !== null) : files;
  for (const { name } of written) if (name !== null) process.stdout.write(`${join(folder, name)}\n`);
  sayUnshown(unshown);
  for (const { meetingId, format, message } of missing)
    process.stderr.write(
      `Not exported: ${plain(asked.get(meetingId) ?? meetingId)} as ${format}. ${message}\n`,
    );
  if (state !== 'done' && error) process.stderr.write(`${error.message}\n`);
  return state === 'done' && missing.length === 0;
}

/** By their ids, what a person called them; undefined where one of them is not found, which is said with its name. */
async function findAll(api: Api, what: readonly string[]): Promise<Map<string, string> | undefined> {
  const found = new Map<string, string>();
  let isWhole = true;
  for (const one of what) {
    try {
      found.set((await findMeeting(api, one)).id, one);
    } catch (error) {
      const { code, message } = wrapError(error);
      if (code !== 'not_found' && code !== 'conflict') throw error;
      // The name itself is for this terminal alone, and in no error.
      process.stderr.write(`${plain(one)}: ${message}\n`);
      isWhole = false;
    }
  }
  return isWhole ? found : undefined;
}

/** Exports meetings by their ids or exact titles. Tells whether all of it is there now. */
export async function exportMeetings(
  home: string,
  what: readonly string[],
  number: number | undefined,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<boolean> {
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    const { formats, out, zip } = delivery;
    const [first = '', ...others] = what;
    if (out === undefined || (others.length === 0 && formats.length === 1 && !zip)) {
      await exportOne(api, first, number, delivery);
      return true;
    }
    const asked = await findAll(api, what);
    return asked !== undefined && (await exportInto(api, asked, delivery, out, signal));
  } finally {
    await core.close();
  }
}
