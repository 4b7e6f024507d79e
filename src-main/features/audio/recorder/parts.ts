import type { LogSentence } from '../../../contract/logs.ts';
import type { Recording } from '../../../contract/recorder.ts';
import type { NewMeeting } from '../../../contract/meetings.ts';
import type { Logger } from '../../../storage/log-files.ts';
import type { AudioParts } from '../handlers.ts';

export interface RecorderParts extends AudioParts {
  log: Logger<LogSentence>;
  createMeeting(draft: NewMeeting & { id: string }): void;
  /** Told of what was written, after it was; `frame` is the first of it. */
  onSound(recording: Recording, frame: number, data: Uint8Array): void;
  /** Measures what was recorded, in its own time. */
  finish(meetingId: string): Promise<void>;
  /** Waits until nothing measures it any more. */
  leaveAlone(meetingId: string): Promise<void>;
  /** How long a window that is gone may take to come back. */
  graceMs: number;
}
