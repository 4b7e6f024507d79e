import { useEffect, useState } from 'react';
import type { ExportFormat, ExportOptions } from '../../../src-main/contract/exports.ts';
import { wrapError, type AppError } from '../../../src-main/rpc/errors.ts';
import { useStores } from '../../app/context.ts';

export interface Preview {
  svg: string | null;
  text: string | null;
  isWhole: boolean;
  unshown: string[];
}

/** So long a person may go on choosing before anything is made of it. */
const SETTLE_MS = 120;

/** How a file will begin, as it is chosen now. While another one is made, the one before is still seen. */
export function usePreview(meetingId: string, format: ExportFormat, options: ExportOptions) {
  const { api } = useStores();
  const [preview, setPreview] = useState<Preview | AppError | null>(null);
  const [isMaking, setMaking] = useState(true);
  const [tries, setTries] = useState(0);
  const wanted = JSON.stringify({ meetingId, format, ...options });
  useEffect(() => {
    const making = new AbortController();
    const { signal } = making;
    const put = (made: Preview | AppError) => {
      if (signal.aborted) return;
      setPreview(made);
      setMaking(false);
    };
    const timer = setTimeout(() => {
      setMaking(true);
      const input = JSON.parse(wanted) as Parameters<typeof api.exports.preview>[0];
      api.exports.preview(input, { signal }).then(put, (error: unknown) => {
        put(wrapError(error));
      });
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      making.abort();
    };
  }, [api, wanted, tries]);
  const again = () => {
    setTries(tries + 1);
  };
  return { preview, isMaking, again };
}
