import { useLayoutEffect, useRef } from 'react';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { EditField } from '../editing/EditField.tsx';
import { useFind } from '../find/use-find.ts';
import { useFound } from '../found/use-found.ts';
import { useEditing } from '../editing/use-editing.ts';
import { paint, rangeIn } from './highlights.ts';
import { useTranscript } from './use-transcript.ts';
import { leadOf, wordsOf } from './words.ts';

export function SegmentText({ segment }: { segment: Segment }) {
  const isEdited = useEditing(({ at }) => at?.segmentId === segment.id);
  return isEdited ? <EditField segment={segment} /> : <PlainText segment={segment} />;
}

/** The words of a segment as one plain piece of text; marks are painted over it. */
function PlainText({ segment }: { segment: Segment }) {
  const element = useRef<HTMLSpanElement>(null);
  const looked = useTranscript((state) => (state.looked?.segmentId === segment.id ? state.looked : null));
  const inMeeting = useFind((state) => (state.isOpen ? state.bySegment.get(segment.id) : undefined));
  const inLibrary = useFound((state) => state.bySegment.get(segment.id));
  const hits = inMeeting ?? inLibrary;
  const lead = leadOf(segment.text);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current || !hits) return;
    return paint(
      'hit',
      hits.map(({ start, end }) => rangeIn(current, start - lead, end - lead)),
    );
  }, [segment, lead, hits]);
  useLayoutEffect(() => {
    const { current } = element;
    const unsure = current ? wordsOf(segment).filter(({ isUnsure }) => isUnsure) : [];
    if (!current || unsure.length === 0) return;
    return paint(
      'unsure',
      unsure.map(({ start, end }) => rangeIn(current, start - lead, end - lead)),
    );
  }, [segment, lead]);
  useLayoutEffect(() => {
    if (!element.current || !looked) return;
    return paint('looked-at', [rangeIn(element.current, looked.start - lead, looked.end - lead)]);
  }, [segment, lead, looked]);
  return (
    <span ref={element} data-segment={segment.id} data-lead={lead}>
      {segment.text.trim()}
    </span>
  );
}
