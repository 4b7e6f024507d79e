import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Wav {
  sampleRate: number;
  /** What the header says, whatever the file holds. */
  frames: number;
  /** One list of samples for each channel. */
  channels: Int16Array[];
  /** The file holds just what its header says. */
  isWhole: boolean;
  /** Of the bytes of all samples. */
  sha256: string;
}

/** Reads a 16-bit WAV chunk by chunk, trusting nothing that the recorder assumes of its own files. */
export function readWav(path: string): Wav {
  const file = readFileSync(path);
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('This is no WAV file.');
  let format: { channels: number; sampleRate: number } | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    const name = file.toString('latin1', at, at + 4);
    const body = at + 8;
    if (name === 'fmt ')
      format = { channels: file.readUInt16LE(body + 2), sampleRate: file.readUInt32LE(body + 4) };
    if (name === 'data') {
      if (!format) throw new Error('The format comes too late.');
      const { channels: count, sampleRate } = format;
      const frames = Math.floor(Math.min(size, file.length - body) / (count * 2));
      const channels = Array.from({ length: count }, (_, channel) =>
        Int16Array.from({ length: frames }, (_frame, index) =>
          file.readInt16LE(body + (index * count + channel) * 2),
        ),
      );
      const isWhole = body + size === file.length && file.readUInt32LE(4) === file.length - 8;
      const sha256 = createHash('sha256')
        .update(file.subarray(body, body + size))
        .digest('hex');
      return { sampleRate, frames: size / (count * 2), channels, isWhole, sha256 };
    }
    at = body + size + (size % 2);
  }
  throw new Error('There is no sound in this file.');
}

function chunk(name: string, data: Uint8Array, claimed = data.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(claimed, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** One after another of each channel in turn. */
function interleaved(channels: readonly (Int16Array | Uint8Array)[], width: number): Buffer {
  const frames = channels[0]?.length ?? 0;
  const data = Buffer.alloc(frames * channels.length * width);
  for (const [index, samples] of channels.entries())
    for (let frame = 0; frame < frames; frame += 1) {
      const at = (frame * channels.length + index) * width;
      if (width === 2) data.writeInt16LE(samples[frame] ?? 0, at);
      else data[at] = samples[frame] ?? 0;
    }
  return data;
}

interface More {
  /** What the file says of itself, such as INAM for a title and ICRD for a date. */
  info?: Record<string, string>;
  /** How many bytes of samples the header promises beyond those that are there. */
  missing?: number;
}

/** A WAV file of 16-bit samples, or of 8-bit ones. */
export function wavOf(
  channels: readonly (Int16Array | Uint8Array)[],
  sampleRate: number,
  { info = {}, missing = 0 }: More = {},
): Buffer<ArrayBuffer> {
  const width = channels[0] instanceof Uint8Array ? 1 : 2;
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(channels.length, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * channels.length * width, 8);
  format.writeUInt16LE(channels.length * width, 12);
  format.writeUInt16LE(8 * width, 14);
  const data = interleaved(channels, width);
  const said = Object.entries(info).map(([name, value]) => chunk(name, Buffer.from(`${value}\0`)));
  const list = said.length > 0 ? [chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...said]))] : [];
  const parts = [chunk('fmt ', format), ...list, chunk('data', data, data.length + missing)];
  const body = Buffer.concat([Buffer.from('WAVE'), ...parts]);
  return Buffer.concat([chunk('RIFF', Buffer.alloc(0), body.length + missing), body]);
}
