import { useEffect, useState } from 'react';
import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import { useStores } from '../../app/context.ts';

const PAUSE_MS = 80;
const MOST = 24;

/** The meetings that say what is typed; without that, those that were changed last. */
export function useMeetings(query: string): readonly MeetingRow[] {
  const { api } = useStores();
  const [rows, setRows] = useState<readonly MeetingRow[]>([]);
  const text = query.trim();
  useEffect(() => {
    const reading = new AbortController();
    const read = async () => {
      const asked =
        text === ''
          ? { sort: { by: 'updatedAt', order: 'descending' } as const }
          : { filter: { title: text.slice(0, 500) } };
      const { items } = await api.meetings.list({ ...asked, limit: MOST }, { signal: reading.signal });
      setRows(items);
    };
    const timer = setTimeout(
      () => {
        // Without a connection the commands are there all the same, and the banner speaks.
        read().catch(() => undefined);
      },
      text === '' ? 0 : PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      reading.abort();
    };
  }, [api, text]);
  return rows;
}
