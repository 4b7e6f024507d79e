import type { AllHandlers } from '../../../contract/index.ts';
import { find, replace, type FindParts } from '../find/find.ts';
import { historyOf, walk } from './log.ts';
import { cutPassage } from './passage.ts';
import { openTranscript, tell } from './parts.ts';
import {
  assignSegments,
  confirmWords,
  joinSegment,
  moveBoundary,
  removeSegments,
  setText,
  splitSegment,
} from './segments.ts';

export function editHandlers(parts: FindParts): AllHandlers['edits'] {
  const { library } = parts;
  const step = (meetingId: string, what: 'undo' | 'redo') =>
    tell(
      parts,
      meetingId,
      walk(library.db, meetingId, what, (id) => openTranscript(parts, id)),
    );
  return {
    setText: (input) => setText(parts, input),
    split: (input) => splitSegment(parts, input),
    join: (input) => joinSegment(parts, input),
    moveBoundary: (input) => moveBoundary(parts, input),
    remove: ({ ids }) => removeSegments(parts, ids),
    cut: (input) => cutPassage(parts, input),
    assign: ({ ids, speakerId }) => assignSegments(parts, ids, speakerId),
    confirm: (input) => confirmWords(parts, input),
    find: (input, { signal }) => find(parts, input, signal),
    replace: (input, { signal }) => replace(parts, input, signal),
    undo: ({ meetingId }) => step(meetingId, 'undo'),
    redo: ({ meetingId }) => step(meetingId, 'redo'),
    history: ({ meetingId, limit }) => historyOf(library.db, meetingId, limit),
  };
}
