import { randomBytes } from 'node:crypto';

/**
 * Paths under which hosts serve sounds. Each is a secret of its own, made for a client that was let in and asked,
 * so that to know it is to be allowed.
 */
export function createLinks() {
  const byTicket = new Map<string, string>();
  const byMeeting = new Map<string, string>();
  return {
    linkTo(meetingId: string): string {
      const known = byMeeting.get(meetingId) ?? randomBytes(32).toString('base64url');
      byMeeting.set(meetingId, known);
      byTicket.set(known, meetingId);
      return `media/${known}`;
    },
    /** The meeting that a path such as `/media/…` stands for. */
    meetingOf(path: string): string | undefined {
      return path.startsWith('/media/') ? byTicket.get(path.slice('/media/'.length)) : undefined;
    },
    forget(meetingId: string): void {
      const ticket = byMeeting.get(meetingId);
      byMeeting.delete(meetingId);
      if (ticket !== undefined) byTicket.delete(ticket);
    },
  };
}
export type Links = ReturnType<typeof createLinks>;
