import { createStore } from 'zustand';
import type { Ending, Recording, TrackName } from '../../../src-main/contract/recorder.ts';
import type { Mark } from './marks.ts';

export interface RecorderState {
  /** What is under way in the library, whichever window records. */
  recording: Recording | null;
  /** When the core said so, by this window's clock. */
  heardAt: number;
  /** This window records it. `stopping`: its last samples are on their way. */
  own: 'no' | 'recording' | 'paused' | 'stopping';
  /** Tracks that have been silent for a while. */
  silent: readonly TrackName[];
  /** Tracks whose device is gone. */
  lost: readonly TrackName[];
  /** away: the core does not answer. full: and nothing more can be kept here until it does. */
  link: 'open' | 'away' | 'full';
  /** No sound at all arrives, not even silence: the system has put it to sleep. */
  isStalled: boolean;
  /** What could not be recorded, all in all. */
  missing: { ms: number; atMs: number; why: 'asleep' | 'away' } | null;
  /** Recordings that ended by something other than a person, of which none has taken note. */
  endings: readonly Ending[];
  /** Recordings known to be over, whatever their meetings still say. */
  over: readonly string[];
  /** The moment marked last, as long as a note can be added. */
  mark: Mark | null;
  isToNote: boolean;
}

export const calm = {
  own: 'no',
  silent: [],
  lost: [],
  link: 'open',
  isStalled: false,
  missing: null,
  mark: null,
  isToNote: false,
} as const satisfies Partial<RecorderState>;

export const createRecorderState = () =>
  createStore<RecorderState>(() => ({ ...calm, recording: null, heardAt: 0, endings: [], over: [] }));
export type RecorderStateStore = ReturnType<typeof createRecorderState>;

/** Changes many times a second, so it stands apart. */
export const createLevels = () => createStore<{ peaks: readonly number[] }>(() => ({ peaks: [] }));
export type Levels = ReturnType<typeof createLevels>;

/** What becomes of this meeting's sound, where its recording has not been put away yet. */
export function stageOf(state: RecorderState, meetingId: string): 'recording' | 'paused' | 'over' {
  const { recording, own, over } = state;
  // One that had ended may have been gone on with.
  if (recording?.meetingId !== meetingId) return over.includes(meetingId) ? 'over' : 'recording';
  const isRunning = own === 'no' ? recording.state === 'recording' : own === 'recording';
  return isRunning ? 'recording' : 'paused';
}

/** Nothing is left to record. */
export const isAllLost = ({ recording, lost }: RecorderState): boolean =>
  recording?.tracks.every((track) => lost.includes(track)) === true;
