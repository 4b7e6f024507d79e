import type { Stores } from '../create-stores.ts';

/** The one that is open and can be changed: neither in the trash nor on its way out. */
export function liveMeeting({ open }: Pick<Stores, 'open'>): string | null {
  const { id, meeting, status } = open.store.getState();
  return status === 'ready' && meeting?.id === id && meeting.trashedAt === null ? meeting.id : null;
}
