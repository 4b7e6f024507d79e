import { useCallback, useEffect, useState } from 'react';
import { useStores } from '../../app/context.ts';

/** What a panel shows, read when it opens and again when asked. `read` must keep its identity. */
export function useReading<T>(read: (signal: AbortSignal) => Promise<T>): {
  value: T | null;
  again: () => void;
} {
  const { toasts } = useStores();
  const [value, setValue] = useState<T | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const reading = new AbortController();
    read(reading.signal).then(
      (result) => {
        if (!reading.signal.aborted) setValue(result);
      },
      (error: unknown) => {
        if (!reading.signal.aborted) toasts.failed(error);
      },
    );
    return () => {
      reading.abort();
    };
  }, [read, round, toasts]);
  const again = useCallback(() => {
    setRound((count) => count + 1);
  }, []);
  return { value, again };
}
