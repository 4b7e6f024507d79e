import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';

/** Room for the header: RIFF, a chunk that can become ds64, fmt, and the head of data. */
export const HEADER_BYTES = 80;
const MAX_32 = 0xffff_ffff;

export interface WavFormat {
  channels: number;
  sampleRate: number;
}

/** A file over 4 GB needs RF64, whose sizes have 64 bits; a smaller one stays a WAV that everything reads. */
function wavHeader({ channels, sampleRate }: WavFormat, dataBytes: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  const riffBytes = dataBytes + HEADER_BYTES - 8;
  const isLarge = riffBytes > MAX_32;
  head.write(isLarge ? 'RF64' : 'RIFF', 0, 'latin1');
  head.writeUInt32LE(isLarge ? MAX_32 : riffBytes, 4);
  head.write('WAVE', 8, 'latin1');
  head.write(isLarge ? 'ds64' : 'JUNK', 12, 'latin1');
  head.writeUInt32LE(28, 16);
  if (isLarge) {
    head.writeBigUInt64LE(BigInt(riffBytes), 20);
    head.writeBigUInt64LE(BigInt(dataBytes), 28);
    head.writeBigUInt64LE(BigInt(dataBytes / (channels * 2)), 36);
  }
  head.write('fmt ', 48, 'latin1');
  head.writeUInt32LE(16, 52);
  head.writeUInt16LE(1, 56);
  head.writeUInt16LE(channels, 58);
  head.writeUInt32LE(sampleRate, 60);
  head.writeUInt32LE(sampleRate * channels * 2, 64);
  head.writeUInt16LE(channels * 2, 68);
  head.writeUInt16LE(16, 70);
  head.write('data', 72, 'latin1');
  head.writeUInt32LE(isLarge ? MAX_32 : dataBytes, 76);
  return head;
}

function writeAll(handle: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, bytes.length - at, position + at);
}

/** A recording without a sample yet, on the disk when this returns. */
export function createWavFile(path: string, format: WavFormat): void {
  const handle = openSync(path, 'wx', 0o600);
  try {
    writeAll(handle, wavHeader(format, 0), 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Whether the file is one of ours, as it was begun: after it was compressed, or replaced, it is not. */
export function isWavFile(path: string, { channels, sampleRate }: WavFormat): boolean {
  const handle = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEADER_BYTES);
    return (
      readSync(handle, head, 0, HEADER_BYTES, 0) === HEADER_BYTES &&
      /^R(IFF|F64)$/.test(head.toString('latin1', 0, 4)) &&
      head.toString('latin1', 72, 76) === 'data' &&
      head.readUInt16LE(58) === channels &&
      head.readUInt32LE(60) === sampleRate
    );
  } finally {
    closeSync(handle);
  }
}

/**
 * A recording to go on with, from its last whole frame: what a crash left half-written after it is cut off.
 * Its header is brought up to date with each sync, so that the file can be played at any time.
 */
export function openWavFile(path: string, format: WavFormat) {
  const handle = openSync(path, 'r+');
  const frameBytes = format.channels * 2;
  let frames = 0;
  const writeHeader = () => {
    writeAll(handle, wavHeader(format, frames * frameBytes), 0);
  };
  try {
    frames = Math.max(0, Math.floor((fstatSync(handle).size - HEADER_BYTES) / frameBytes));
    ftruncateSync(handle, HEADER_BYTES + frames * frameBytes);
    writeHeader();
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    throw error;
  }
  return {
    get frames() {
      return frames;
    },
    append(samples: Uint8Array): void {
      writeAll(handle, samples, HEADER_BYTES + frames * frameBytes);
      frames += samples.length / frameBytes;
    },
    sync(): void {
      writeHeader();
      fdatasyncSync(handle);
    },
    /** A full disk must not keep the file from being closed; what is missing then, the next opening mends. */
    close(): void {
      try {
        ftruncateSync(handle, HEADER_BYTES + frames * frameBytes);
        writeHeader();
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
  };
}

/** After a crash: whole frames and a header that knows of them. Returns how many are there. */
export function repairWavFile(path: string, format: WavFormat): number {
  const file = openWavFile(path, format);
  file.close();
  return file.frames;
}
