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
    const { signal } = reading;
    const found = async () => {
      const { items } = await api.search.find({ text: text.slice(0, 500), limit: MOST }, { signal });
      return items.map(({ meeting }) => meeting);
    };
    const latest = async () => {
      const sort = { by: 'updatedAt', order: 'descending' } as const;
      return (await api.meetings.list({ sort, limit: MOST }, { signal })).items;
    };
    const read = async () => {
      setRows(await (text === '' ? latest() : found()));
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
