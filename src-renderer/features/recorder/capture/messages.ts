/** listen: levels alone. record: levels and samples. rest: nothing. */
export type Mode = 'listen' | 'record' | 'rest';

export interface WorkletOptions {
  channels: number;
  chunkFrames: number;
  levelFrames: number;
}

export type ToWorklet = { mode: Mode } | { close: true };

export type FromWorklet =
  /** `at`: the clock on the wall when its last sample came in. */
  | { kind: 'chunk'; samples: Int16Array<ArrayBuffer>; at: number }
  | { kind: 'levels'; peaks: number[] }
  /** From here on; all chunks from before have been sent. */
  | { kind: 'mode'; mode: Mode };

export const PROCESSOR = 'meetmemo-recorder';
