import { columnsOf, levelFor, type Peaks } from './peaks.ts';
import { silentColumns, type Span } from './silence.ts';

const BAR = 2;
const PITCH = 3;
const LANE_GAP = 4;
const LEAST = 2;
const SILENT_ALPHA = 0.3;
/** A sound of nothing but noise is not blown up to look like speech. */
const MOST_GAIN = 12;

export interface Wave {
  /** A list of columns for each lane. */
  lanes: readonly Float32Array[];
  silent: Uint8Array;
  gain: number;
}

const columnsIn = (width: number) => Math.max(1, Math.floor((width + PITCH - BAR) / PITCH));

/** What is to be drawn on this width. Two lanes: the microphone above, the system's sound below. */
export function shapeWave(
  peaks: Peaks,
  silence: readonly Span[],
  durationMs: number,
  width: number,
  isTwoTrack: boolean,
): Wave {
  const count = columnsIn(width);
  const { bucketMs, mixed, sides } = levelFor(peaks, durationMs / count);
  const lanes = (isTwoTrack && sides ? sides : [mixed]).map((pairs) =>
    columnsOf(pairs, bucketMs, durationMs, count),
  );
  const loudest = lanes.reduce(
    (most, lane) => lane.reduce((max, value) => Math.max(max, Math.abs(value)), most),
    0,
  );
  return {
    lanes,
    silent: silentColumns(silence, durationMs, count),
    gain: loudest > 0 ? Math.min(MOST_GAIN, 1 / loudest) : 1,
  };
}

interface Paper {
  width: number;
  height: number;
  /** Device pixels for each of the page's. */
  ratio: number;
  colour: string;
}

export function drawWave(
  canvas: HTMLCanvasElement,
  wave: Wave,
  { width, height, ratio, colour }: Paper,
): void {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  context.fillStyle = colour;
  const laneHeight = (height - LANE_GAP * (wave.lanes.length - 1)) / wave.lanes.length;
  for (const isSilent of [0, 1]) {
    context.globalAlpha = isSilent ? SILENT_ALPHA : 1;
    context.beginPath();
    for (const [index, lane] of wave.lanes.entries()) {
      const middle = index * (laneHeight + LANE_GAP) + laneHeight / 2;
      const half = (laneHeight / 2) * wave.gain;
      for (let column = 0; column < lane.length / 2; column += 1) {
        if ((wave.silent[column] ?? 0) !== isSilent) continue;
        const top = Math.min(-LEAST / 2, (lane[2 * column] ?? 0) * half);
        const bottom = Math.max(LEAST / 2, (lane[2 * column + 1] ?? 0) * half);
        context.roundRect(column * PITCH, middle + top, BAR, bottom - top, BAR / 2);
      }
    }
    context.fill();
  }
}
