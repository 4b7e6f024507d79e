import { useCallback, useEffect, useState } from 'react';
import type { LogEntry, LogLevel, LogSentence } from '../../../src-main/contract/logs.ts';
import { useStores } from '../../app/context.ts';

const PAGE = 100;
const PAUSE_MS = 150;

interface Pages {
  entries: readonly LogEntry[];
  next: string | null;
}

/** The log, newest first, a page at a time; a new filter starts anew once its typing pauses. `sentences` must keep its identity. */
export function useLogPages(level: LogLevel, text: string, sentences: LogSentence[]) {
  const { api, toasts } = useStores();
  const [pages, setPages] = useState<Pages | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => {
    setRound((count) => count + 1);
  }, []);

  useEffect(() => {
    const reading = new AbortController();
    const read = async () => {
      try {
        const page = await api.logs.list({ level, text, sentences, limit: PAGE }, { signal: reading.signal });
        if (!reading.signal.aborted) setPages({ entries: page.items, next: page.next });
      } catch (error) {
        if (!reading.signal.aborted) toasts.failed(error);
      }
    };
    const timer = setTimeout(() => void read(), text === '' ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      reading.abort();
    };
  }, [api, toasts, level, text, sentences, round]);

  useEffect(() => api.logs.cleared(again), [api, again]);

  const more = async () => {
    if (!pages?.next) return;
    const before = pages;
    try {
      const page = await api.logs.list({ level, text, sentences, limit: PAGE, cursor: pages.next });
      setPages((now) =>
        now === before ? { entries: [...before.entries, ...page.items], next: page.next } : now,
      );
    } catch (error) {
      toasts.failed(error);
    }
  };
  return { entries: pages?.entries ?? null, hasMore: pages?.next != null, more: () => void more(), again };
}
