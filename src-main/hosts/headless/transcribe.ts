import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Api } from '../../contract/index.ts';
import type { Meeting, MeetingRow } from '../../contract/meetings.ts';
import { formats, type Format } from '../../features/transcripts/formats/formats.ts';
import type { Segment, TranscribeOptions } from '../../contract/transcripts.ts';
import { AppError } from '../../rpc/errors.ts';
import { showImports } from './import-lines.ts';
import { watchImports } from './import.ts';
import { openCore } from './open-core.ts';
import { watchJob } from './watch-job.ts';
import { fileNameOf, writeOut } from './write-out.ts';

const PAGE = 5000;
const FIRST = 10;
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

export interface TranscribeCommand {
  format: Format;
  /** The folder to write to; undefined: standard output. */
  out: string | undefined;
  options: TranscribeOptions;
}

async function bring(api: Api, path: string, signal: AbortSignal): Promise<string> {
  const { items } = await api.imports.addPaths({ paths: [resolve(path)] }, { signal });
  if (items.length !== 1) throw new AppError('invalid_input', 'transcribe takes one file at a time.');
  const lines = showImports(process.stderr);
  const [item] = await watchImports(api, items, lines.show, signal);
  if (item?.meetingId != null) return item.meetingId;
  if (item?.state === 'cancelled') throw new AppError('cancelled', 'Cancelled. Nothing was imported.');
  throw new AppError('unsupported_format', 'The file could not be imported.');
}

async function meetingsCalled(api: Api, title: string): Promise<MeetingRow[]> {
  const found: MeetingRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await api.meetings.list({ filter: { title }, limit: 500, ...(cursor && { cursor }) });
    found.push(...page.items.filter((meeting) => meeting.title === title));
    cursor = page.next;
  }
  return found;
}

/** A meeting's id, the path of a file, or the exact title of a meeting, in this order. */
async function findMeeting(api: Api, what: string, signal: AbortSignal): Promise<Meeting> {
  if (isId(what)) return api.meetings.get({ id: what });
  if (existsSync(what)) return api.meetings.get({ id: await bring(api, what, signal) });
  const [found, ...more] = await meetingsCalled(api, what);
  if (!found) throw new AppError('not_found', 'There is no file and no meeting of this name.');
  if (more.length > 0) {
    const ids = [found, ...more].slice(0, FIRST).map(({ id }) => `\n  ${id}`);
    throw new AppError('conflict', `Several meetings have this title. Name one by its id:${ids.join('')}`);
  }
  return api.meetings.get({ id: found.id });
}

async function segmentsOf(api: Api, id: string): Promise<Segment[]> {
  const all: Segment[] = [];
  for (;;) {
    const { segments, total } = await api.transcripts.segments({ id, from: all.length, limit: PAGE });
    all.push(...segments);
    if (segments.length === 0 || all.length >= total) return all;
  }
}

async function deliver(api: Api, meeting: Meeting, { format, out }: TranscribeCommand): Promise<void> {
  // The newest is what has just been made, whichever of them is shown.
  const [transcript] = (await api.transcripts.list({ meetingId: meeting.id })).transcripts;
  if (!transcript) throw new AppError('not_found', 'The transcript is gone.');
  const { title, startedAt } = meeting;
  const segments = await segmentsOf(api, transcript.id);
  const text = formats[format]({ title, startedAt, language: transcript.language, segments });
  process.stdout.write(
    out === undefined ? text : `${writeOut(resolve(out), fileNameOf(title), format, text)}\n`,
  );
}

/** Transcribes a file or a meeting through the queue, in this process. Tells whether there is a transcript now. */
export async function transcribe(
  home: string,
  what: string,
  command: TranscribeCommand,
  signal: AbortSignal,
): Promise<boolean> {
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    const meeting = await findMeeting(api, what, signal);
    const { jobs } = await api.transcripts.start({ meetingIds: [meeting.id], ...command.options });
    const [job] = jobs;
    if (!job) return false;
    // Somebody waits for it at a terminal.
    await api.jobs.setPriority({ ids: [job.id], priority: 10 });
    const { state } = await watchJob(api, job.id, signal);
    if (state === 'done') await deliver(api, meeting, command);
    return state === 'done';
  } finally {
    await core.close();
  }
}
