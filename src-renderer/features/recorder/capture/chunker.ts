/** One block of one track; undefined: the track gives nothing just now. */
export type Block = Float32Array | undefined;

const toInt16 = (value: number) => Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768)));

/** Joins the blocks of all tracks into chunks of interleaved 16-bit frames; tracks stay in step, since they come together. */
export function createChunker(
  channels: number,
  chunkFrames: number,
  onChunk: (samples: Int16Array<ArrayBuffer>) => void,
) {
  let chunk = new Int16Array(chunkFrames * channels);
  let filled = 0;
  const give = () => {
    if (filled === 0) return;
    const whole = chunk.subarray(0, filled * channels);
    onChunk(filled === chunkFrames ? whole : whole.slice());
    chunk = new Int16Array(chunkFrames * channels);
    filled = 0;
  };
  return {
    push(blocks: readonly Block[], frames: number): void {
      for (let frame = 0; frame < frames; frame += 1) {
        for (let channel = 0; channel < channels; channel += 1)
          chunk[filled * channels + channel] = toInt16(blocks[channel]?.[frame] ?? 0);
        filled += 1;
        if (filled === chunkFrames) give();
      }
    },
    /** What there is of the last chunk, without waiting for the rest. */
    flush: give,
  };
}

/** The loudest sample of each track, told once for so many frames. */
export function createMeter(channels: number, everyFrames: number, onLevels: (peaks: number[]) => void) {
  let peaks = new Array<number>(channels).fill(0);
  let seen = 0;
  return {
    push(blocks: readonly Block[], frames: number): void {
      for (let channel = 0; channel < channels; channel += 1) {
        let peak = peaks[channel] ?? 0;
        for (const value of blocks[channel] ?? []) peak = Math.max(peak, Math.abs(value));
        peaks[channel] = peak;
      }
      seen += frames;
      if (seen < everyFrames) return;
      onLevels(peaks);
      peaks = new Array<number>(channels).fill(0);
      seen = 0;
    },
  };
}
