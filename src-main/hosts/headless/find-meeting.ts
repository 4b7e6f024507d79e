import type { Api } from '../../contract/index.ts';
import type { Meeting, MeetingRow } from '../../contract/meetings.ts';
import { clock } from '../../features/exports/clock.ts';
import { AppError } from '../../rpc/errors.ts';
import { plain } from './import-lines.ts';

const FIRST = 10;
export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

async function meetingsCalled(api: Api, title: string): Promise<MeetingRow[]> {
  const found: MeetingRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await api.meetings.list({ filter: { title }, limit: 500, ...(cursor && { cursor }) });
    found.push(...page.items.filter((meeting) => meeting.title === title));
    cursor = page.next;
  }
  return found;
}

/** The day first, and by the clock of this machine. */
const moment = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short' });

/** What a person tells meetings of one title apart by. */
async function choiceLines(api: Api, meetings: readonly MeetingRow[]): Promise<string> {
  const { folders } = await api.folders.list();
  const names = new Map(folders.map(({ id, name }) => [id, plain(name)]));
  const lines = meetings.slice(0, FIRST).map(({ id, startedAt, durationMs, folderId }) => {
    const name = names.get(folderId ?? '');
    const length = durationMs === null ? '' : `, ${clock(durationMs)}`;
    const where = name === undefined ? 'in no folder' : `in ${name}`;
    return `\n  ${id}  ${moment.format(startedAt)}${length}, ${where}`;
  });
  const more = meetings.length - lines.length;
  return `${lines.join('')}${more > 0 ? `\n  and ${String(more)} more` : ''}`;
}

/** By its id, or else by its exact title. */
export async function findMeeting(
  api: Api,
  what: string,
  none = 'There is no meeting of this name.',
): Promise<Meeting> {
  if (isId(what)) return api.meetings.get({ id: what });
  const [found, ...more] = await meetingsCalled(api, what);
  if (!found) throw new AppError('not_found', none);
  if (more.length > 0) {
    const choices = await choiceLines(api, [found, ...more]);
    throw new AppError('conflict', `Several meetings have this title. Name one by its id:${choices}`);
  }
  return api.meetings.get({ id: found.id });
}
