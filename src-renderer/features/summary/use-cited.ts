import { useEffect, useMemo, useState } from 'react';
import { joinMoments } from '../../../src-main/contract/moments.ts';
import type { Summary } from '../../../src-main/contract/summaries.ts';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { readSegments } from '../transcript/segments.ts';
import { useTranscript } from '../transcript/use-transcript.ts';

export interface Cited {
  segment: Segment;
  /** Its place in the transcript. */
  at: number;
}

/** The segments that a summary may rest on, by id; of a transcript that is not the shown one they are read. */
export function useCited({ transcriptId }: Summary): ReadonlyMap<string, Cited> {
  const { api, toasts } = useStores();
  const isShown = useTranscript(({ shown }) => shown?.id === transcriptId);
  const isThere = useTranscript(({ versions }) => versions.some(({ id }) => id === transcriptId));
  const shown = useTranscript(({ segments }) => segments);
  const [other, setOther] = useState<readonly Segment[]>([]);
  useEffect(() => {
    if (isShown || !isThere) return;
    const reading = new AbortController();
    const all: Segment[] = [];
    readSegments(api, transcriptId, reading.signal, (read) => all.push(...read)).then(
      () => {
        if (!reading.signal.aborted) setOther(all);
      },
      (error: unknown) => {
        if (!reading.signal.aborted) toasts.failed(error, 'summary');
      },
    );
    return () => {
      reading.abort();
    };
  }, [api, toasts, transcriptId, isShown, isThere]);
  const segments = isShown ? shown : other;
  return useMemo(
    () => new Map(segments?.map((segment, at) => [segment.id, { segment, at }] as const)),
    [segments],
  );
}

/** What is cited, in the order of time. */
export const momentsOf = (citations: readonly string[], cited: ReadonlyMap<string, Cited>): Segment[][] =>
  joinMoments(citations.flatMap((id) => cited.get(id) ?? [])).map((moment) =>
    moment.map(({ segment }) => segment),
  );
