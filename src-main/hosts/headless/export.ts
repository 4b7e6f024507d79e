import type { Transcript } from '../../contract/transcripts.ts';
import { AppError } from '../../rpc/errors.ts';
import { deliver, sayVersion, type Delivery } from './deliver.ts';
import { findMeeting } from './find-meeting.ts';
import { plain } from './import-lines.ts';
import { openCore } from './open-core.ts';

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

/** Prints or writes the transcript that a meeting has. */
export async function exportTranscript(
  home: string,
  what: string,
  number: number | undefined,
  delivery: Delivery,
): Promise<void> {
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    const meeting = await findMeeting(api, what);
    const { transcripts } = await api.transcripts.list({ meetingId: meeting.id });
    const transcript = pick(transcripts, number);
    sayVersion(transcript, transcripts);
    await deliver(api, meeting, transcript, delivery);
  } finally {
    await core.close();
  }
}
