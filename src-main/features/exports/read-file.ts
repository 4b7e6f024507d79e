import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { MeetingFile } from '../../contract/meeting-file.ts';
import { AppError } from '../../rpc/errors.ts';
import { chosen, fileOf } from './formats/json.ts';
import type { Source } from './source.ts';

const unreadable = () =>
  new AppError('unsupported_format', 'This file holds no meeting as MeetMemo exports it.');

/** What an export wrote as JSON, checked as anything else that comes from outside. */
export function readMeetingFile(data: Uint8Array): MeetingFile {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data));
  } catch {
    throw unreadable();
  }
  const parsed = v.safeParse(MeetingFile, value);
  if (!parsed.success) {
    if (!parsed.issues.every(({ type }) => type === 'max_length')) throw unreadable();
    throw new AppError('invalid_input', 'This file holds more than a meeting can have.');
  }
  checkPlaces(parsed.output);
  return parsed.output;
}

/** Places that are none would be citations of nothing. */
function checkPlaces({ speakers, transcript, summary }: MeetingFile): void {
  const segments = transcript?.segments ?? [];
  const { overview = [], topics = [], decisions = [], actions = [], questions = [] } = summary?.content ?? {};
  const claims = [overview, decisions, actions, questions, ...topics.map(({ points }) => points)].flat();
  const isWhole =
    segments.every(({ speaker }) => speaker === null || speaker < speakers.length) &&
    claims.every(({ citations }) => citations.every((place) => place < segments.length)) &&
    // Each is either counted or of a track, as the library has it.
    speakers.every(({ number, track }) => (number === null) !== (track === null)) &&
    new Set(speakers.flatMap(({ track }) => track ?? [])).size ===
      speakers.filter(({ track }) => track).length;
  if (!isWhole) throw unreadable();
}

/** Whether a meeting has all that a file says, and says it so. */
export function isIn(source: Source, file: MeetingFile): boolean {
  if (file.transcript && file.transcript.segments.length !== source.segments.length) return false;
  const parts = [
    ...(file.notes !== '' || file.bookmarks.length > 0 ? (['notes'] as const) : []),
    ...(file.transcript ? (['transcript'] as const) : []),
    ...(file.summary ? (['summary', 'actions'] as const) : []),
  ];
  // No speakers do not say whether names were left out.
  return (file.speakers.length > 0 ? [true] : [false, true]).some((speakers) => {
    const own = v.safeParse(MeetingFile, fileOf(source, { parts, speakers }));
    return own.success && withChoices(own.output).some((one) => isDeepStrictEqual(one, unmeasured(file)));
  });
}

/** Not all files say how long it was. */
const unmeasured = (file: MeetingFile): MeetingFile => ({ ...file, durationMs: null });

/** Lists that are empty do not say whether they were chosen. */
function withChoices(whole: MeetingFile): MeetingFile[] {
  const file = unmeasured(whole);
  const { summary } = file;
  if (!summary) return [file];
  const kinds = [['summary', 'actions'], ['summary'], ['actions']] as const;
  return kinds.map((parts) => ({
    ...file,
    summary: { ...summary, content: chosen(summary.content, parts) },
  }));
}
