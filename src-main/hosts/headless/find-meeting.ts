import type { Api } from '../../contract/index.ts';
import type { Meeting, MeetingRow } from '../../contract/meetings.ts';
import { AppError } from '../../rpc/errors.ts';

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
    const ids = [found, ...more].slice(0, FIRST).map((meeting) => `\n  ${meeting.id}`);
    throw new AppError('conflict', `Several meetings have this title. Name one by its id:${ids.join('')}`);
  }
  return api.meetings.get({ id: found.id });
}
