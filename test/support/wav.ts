import { readFileSync } from 'node:fs';

export interface Wav {
  sampleRate: number;
  /** What the header says, whatever the file holds. */
  frames: number;
  /** One list of samples for each channel. */
  channels: Int16Array[];
  /** The file holds just what its header says. */
  isWhole: boolean;
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
      return { sampleRate, frames: size / (count * 2), channels, isWhole };
    }
    at = body + size + (size % 2);
  }
  throw new Error('There is no sound in this file.');
}

/** A WAV file of 16-bit samples. */
export function wavOf(channels: readonly Int16Array[], sampleRate: number): Buffer {
  const frames = channels[0]?.length ?? 0;
  const dataBytes = frames * channels.length * 2;
  const file = Buffer.alloc(44 + dataBytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + dataBytes, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * channels.length * 2, 28);
  file.writeUInt16LE(channels.length * 2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(dataBytes, 40);
  for (let frame = 0; frame < frames; frame += 1)
    for (const [index, samples] of channels.entries())
      file.writeInt16LE(samples[frame] ?? 0, 44 + (frame * channels.length + index) * 2);
  return file;
}
