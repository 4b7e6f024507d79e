import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Api } from '../../contract/index.ts';
import type { TranscribeOptions, Transcript } from '../../contract/transcripts.ts';
import { AppError } from '../../rpc/errors.ts';
import { checkDelivery, deliver, sayVersion, type Delivery } from './deliver.ts';
import { findMeeting, isId } from './find-meeting.ts';
import { showImports } from './import-lines.ts';
import { watchImports } from './import.ts';
import { openCore } from './open-core.ts';
import { watchJob } from './watch-job.ts';

const aFolder = 'This is a folder. One file is taken at a time; meetmemo import takes whole folders.';
const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

export async function bring(api: Api, path: string, signal: AbortSignal): Promise<string> {
  if (isFolder(path)) throw new AppError('invalid_input', aFolder);
  const { items } = await api.imports.addPaths({ paths: [resolve(path)] }, { signal });
  const lines = showImports(process.stderr, false);
  const [item] = await watchImports(api, items, lines.show, signal);
  if (item?.meetingId != null) return item.meetingId;
  if (item?.state === 'cancelled') throw new AppError('cancelled', 'Cancelled. Nothing was imported.');
  throw new AppError('unsupported_format', 'The file could not be imported.');
}

/** Whoever only wants the words need not wait for new ones. */
function sayWhatIsThere(id: string, transcripts: readonly Transcript[]): void {
  if (transcripts.some(({ state }) => state === 'complete'))
    process.stderr.write(
      `It has a transcript already, which meetmemo export ${id} prints. This makes another.\n`,
    );
}

/** On standard error: that not all names and terms were of use. */
export function sayLeftOut({ provenance }: Transcript): void {
  if (provenance.leftOut !== undefined)
    process.stderr.write(
      'This model knows English only: names and terms with letters other than Latin ones were left out.\n',
    );
}

/** Transcribes a file or a meeting through the queue, in this process. Tells whether there is a transcript now. */
export async function transcribe(
  home: string,
  what: string,
  options: TranscribeOptions,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<boolean> {
  checkDelivery(delivery);
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    const isFile = !isId(what) && existsSync(what) && !isFolder(what);
    const none = isFolder(what) ? aFolder : 'There is no file and no meeting of this name.';
    const known = isFile ? undefined : await findMeeting(api, what, none);
    await api.transcripts.start({ meetingIds: [], ...options });
    const meeting = known ?? (await api.meetings.get({ id: await bring(api, what, signal) }));
    const { transcripts: before } = await api.transcripts.list({ meetingId: meeting.id });
    const { jobs } = await api.transcripts.start({ meetingIds: [meeting.id], ...options });
    sayWhatIsThere(meeting.id, before);
    const [job] = jobs;
    if (!job) return false;
    // Somebody waits for it at a terminal.
    await api.jobs.setPriority({ ids: [job.id], priority: 10 });
    const { state } = await watchJob(api, job.id, signal);
    if (state !== 'done') return false;
    const { transcripts } = await api.transcripts.list({ meetingId: meeting.id });
    // The newest is what has just been made, whichever of them is shown.
    const made = transcripts.find((one) => one.state === 'complete');
    if (!made) throw new AppError('not_found', 'The transcript is gone.');
    sayVersion(made, transcripts);
    sayLeftOut(made);
    if (made.wordCount === 0) {
      process.stderr.write('No words were found.\n');
      return false;
    }
    await deliver(api, meeting.id, made.id, delivery);
    return true;
  } finally {
    await core.close();
  }
}
