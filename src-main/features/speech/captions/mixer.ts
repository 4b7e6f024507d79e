export const RATE = 16_000;

/** Mixes the tracks of 16-bit samples, and brings them to 16 kHz: each sample is the mean of those it stands for. */
export function createMixer(channels: number, sampleRate: number): (data: Uint8Array) => Float32Array {
  const step = RATE / sampleRate;
  let phase = 0;
  let sum = 0;
  let count = 0;
  let last = 0;
  return (data) => {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const frames = data.byteLength / (channels * 2);
    const mixed = new Float32Array(Math.ceil(frames * step) + 1);
    let length = 0;
    for (let frame = 0; frame < frames; frame += 1) {
      for (let channel = 0; channel < channels; channel += 1)
        sum += view.getInt16((frame * channels + channel) * 2, true) / 32_768;
      count += 1;
      for (phase += step; phase >= 1; phase -= 1) {
        // A rate below ours gives some samples twice.
        if (count > 0) last = sum / (count * channels);
        mixed[length] = last;
        length += 1;
        sum = 0;
        count = 0;
      }
    }
    return mixed.slice(0, length);
  };
}
